package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.encoding.PositionEncoding;
import io.fleetport.application.encoding.StationStateEncoding;
import io.fleetport.application.encoding.TimeEncoding;
import io.fleetport.application.port.out.Stations.Known;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;

/** A station: what its organization says of it, then its state as {@link StationStateEncoding} writes it. */
final class KnownStationForm implements AnswerForm<Known> {

    @Override
    public void put(Known known, ByteSink sink) {
        FleetStation station = known.station();
        sink.putText(station.id().value());
        sink.putText(station.name());
        Optionally.put(station.position(), sink, PositionEncoding::put);
        TimeEncoding.put(station.registeredAt(), sink);
        StationStateEncoding.put(known.state(), sink);
    }

    @Override
    public Known get(OrganizationId organization, ByteSource source) {
        FleetStation station = new FleetStation(
                organization,
                new StationId(source.getText()),
                source.getText(),
                Optionally.get(source, PositionEncoding::get),
                TimeEncoding.get(source));
        return new Known(station, StationStateEncoding.get(source));
    }
}
