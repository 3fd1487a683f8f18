package io.fleetport.mqtt.wire;

import static io.fleetport.domain.energy.Energy.JOULES_PER_KILOWATT_HOUR;

import io.fleetport.application.encoding.Fingerprint;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a station says of itself as a whole. */
final class TelemetryReader {

    static final double WATTS_PER_KILOWATT = 1_000;

    private static final Map<String, StationStatus> STATUSES = Map.of(
            "operational", StationStatus.OPERATIONAL,
            "degraded", StationStatus.DEGRADED,
            "maintenance", StationStatus.MAINTENANCE,
            "offline", StationStatus.OFFLINE);

    private TelemetryReader() {}

    static StationMessage read(Members in) throws MalformedMessage {
        StationReport report = new StationReport(
                in.time(Member.TIMESTAMP),
                0,
                in.choice(Member.STATUS, STATUSES),
                in.count(Member.BATTERY_AVAILABLE),
                in.count(Member.BATTERY_CHARGING),
                in.realOrToldNull(Member.TEMPERATURE),
                in.realOrToldNull(Member.HUMIDITY),
                in.countOrNull(Member.CONNECTORS_AVAILABLE),
                in.countOrNull(Member.CONNECTORS_CHARGING),
                in.scaledOrNull(Member.POWER_KW, WATTS_PER_KILOWATT),
                in.scaledOrNull(Member.ENERGY_KWH, JOULES_PER_KILOWATT_HOUR),
                position(in),
                in.textOrNull(Member.FIRMWARE));
        return new StationMessage.Reported(fingerprinted(report));
    }

    private static @Nullable Position position(Members in) throws MalformedMessage {
        Double latitude = in.realOrNull(Member.LATITUDE);
        Double longitude = in.realOrNull(Member.LONGITUDE);
        if ((latitude == null) != (longitude == null)) {
            throw new MalformedMessage("latitude and longitude only make sense together");
        }
        return latitude == null || longitude == null ? null : new Position(latitude, longitude);
    }

    private static StationReport fingerprinted(StationReport said) {
        return new StationReport(
                said.observedAt(),
                Fingerprint.of(said),
                said.status(),
                said.batteriesAvailable(),
                said.batteriesCharging(),
                said.temperatureCelsius(),
                said.humidityPercent(),
                said.connectorsAvailable(),
                said.connectorsCharging(),
                said.powerWatts(),
                said.energyJoules(),
                said.position(),
                said.firmware());
    }
}
