package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.encoding.TimeEncoding;
import io.fleetport.application.port.out.Vehicles.Known;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;

/** A vehicle: what is known of it for long, then its state as {@link StateEncoding} writes it, after its length. */
final class KnownVehicleForm implements AnswerForm<Known> {

    @Override
    public void put(Known known, ByteSink sink) {
        FleetVehicle vehicle = known.vehicle();
        sink.putUuid(vehicle.id().value());
        sink.putText(vehicle.name());
        sink.putText(vehicle.source());
        TimeEncoding.put(vehicle.firstSeenAt(), sink);
        byte[] state = StateEncoding.encode(known.state());
        sink.putVarint(state.length);
        sink.putBytes(state);
    }

    @Override
    public Known get(OrganizationId organization, ByteSource source) {
        FleetVehicle vehicle = new FleetVehicle(
                organization,
                new VehicleId(source.getUuid()),
                source.getText(),
                source.getText(),
                TimeEncoding.get(source));
        return new Known(vehicle, StateEncoding.decode(source.getBytes(source.getCount(1))));
    }
}
