package io.fleetport.bootstrap.wiring;

import io.fleetport.application.fleet.ReadingDelivery;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.VinQuestions;
import io.fleetport.application.replay.ArchivedContent;
import io.fleetport.bootstrap.http.ArchivedReadings;
import io.fleetport.mqtt.StationReceiver;
import io.fleetport.mqtt.wire.ArchivedMessages;
import io.fleetport.tesla.record.ArchivedRecords;
import io.fleetport.tesla.record.TeslaRecords;
import io.fleetport.tesla.stream.TeslaStreamServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each archived message to the decoder of the source it came from.
 *
 * @param semis which vehicles are lorries, found out once of each
 */
record ArchivedSources(
        ArchivedRecords records,
        ArchivedReadings readings,
        ArchivedMessages messages,
        VinQuestions vins,
        Map<VehicleKey, Boolean> semis)
        implements ArchivedContent {

    private static final int MOST_SEMIS = 1_000_000;

    ArchivedSources(ArchivedRecords records, ArchivedReadings readings, ArchivedMessages messages, VinQuestions vins) {
        this(records, readings, messages, vins, new ConcurrentHashMap<>());
    }

    @Override
    public Delivery.Content of(ArchivedMessage message) {
        return switch (message.subject()) {
            case VehicleKey vehicle ->
                switch (message.source()) {
                    case TeslaStreamServer.SOURCE ->
                        records.decode(message.raw(), isSemi(vehicle), message.receivedAt());
                    case ReadingDelivery.SOURCE -> readings.decode(message.raw());
                    default -> unknown(message);
                };
            case StationKey station ->
                message.source().equals(StationReceiver.SOURCE)
                        ? messages.decode(station, message.raw(), message.receivedAt())
                        : unknown(message);
        };
    }

    /** One that the vault does not know is a car, as nearly all are. */
    private boolean isSemi(VehicleKey vehicle) {
        Boolean known = semis.get(vehicle);
        if (known != null) {
            return known;
        }
        boolean semi = vins.ask(vehicle, TeslaRecords::isSemi).orElse(false);
        if (semis.size() >= MOST_SEMIS) {
            semis.clear();
        }
        semis.put(vehicle, semi);
        return semi;
    }

    private static Delivery.Content unknown(ArchivedMessage message) {
        return new Delivery.Unusable(
                DeadLetterReason.UNDECODABLE, "nobody here understands messages from " + message.source());
    }
}
