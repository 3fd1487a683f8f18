package io.fleetport.mqtt.wire;

import static io.fleetport.domain.energy.Energy.JOULES_PER_KILOWATT_HOUR;
import static io.fleetport.mqtt.wire.TelemetryReader.WATTS_PER_KILOWATT;

import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what happened at a station. Safe to use from many threads. */
final class EventReader {

    private final Vehicles vehicles;

    private final Map<String, Type> types = Map.ofEntries(
            Map.entry("swap_started", this::swapStarted),
            Map.entry("swap_completed", this::swapCompleted),
            Map.entry(
                    "swap_aborted",
                    (stamp, in, owner) -> new StationEvent.SwapAborted(
                            stamp, new SwapId(in.label(Member.SWAP_ID)), prose(in, Member.REASON))),
            Map.entry(
                    "pack_in",
                    (stamp, in, owner) -> new StationEvent.PackIn(
                            stamp, transfer(in), vehicle(in, owner), idOrNull(in, Member.SWAP_ID, SwapId::new))),
            Map.entry(
                    "pack_out",
                    (stamp, in, owner) -> new StationEvent.PackOut(
                            stamp, transfer(in), vehicle(in, owner), idOrNull(in, Member.SWAP_ID, SwapId::new))),
            Map.entry("session_started", this::sessionStarted),
            Map.entry("session_meter", EventReader::sessionMetered),
            Map.entry("session_ended", EventReader::sessionEnded),
            Map.entry("fault_raised", EventReader::faultRaised),
            Map.entry(
                    "fault_cleared",
                    (stamp, in, owner) ->
                            new StationEvent.FaultCleared(stamp, new FaultId(in.label(Member.FAULT_ID)))));

    EventReader(Vehicles vehicles) {
        this.vehicles = vehicles;
    }

    /** What is read of an event of one type. */
    private interface Type {
        StationEvent read(EventStamp stamp, Members in, OrganizationId owner) throws MalformedMessage;
    }

    StationMessage read(Members in, OrganizationId owner) throws MalformedMessage {
        Type type = in.choice(Member.TYPE, types);
        Long boot = in.wholeOrNull(Member.BOOT);
        EventStamp stamp = new EventStamp(
                in.label(Member.EVENT_ID),
                boot == null ? 0 : boot,
                in.whole(Member.SEQUENCE),
                in.time(Member.TIMESTAMP));
        return new StationMessage.Happened(type.read(stamp, in, owner));
    }

    private StationEvent swapStarted(EventStamp stamp, Members in, OrganizationId owner) throws MalformedMessage {
        return new StationEvent.SwapStarted(stamp, new SwapId(in.label(Member.SWAP_ID)), vehicle(in, owner));
    }

    private StationEvent swapCompleted(EventStamp stamp, Members in, OrganizationId owner) throws MalformedMessage {
        SwapId swap = new SwapId(in.label(Member.SWAP_ID));
        @Nullable PackTransfer returned = transferOrNull(in, Member.RETURNED);
        @Nullable PackTransfer delivered = transferOrNull(in, Member.DELIVERED);
        if (returned == null && delivered == null) {
            throw new MalformedMessage("returned or delivered must be there");
        }
        return new StationEvent.SwapCompleted(stamp, swap, vehicle(in, owner), returned, delivered);
    }

    private StationEvent sessionStarted(EventStamp stamp, Members in, OrganizationId owner) throws MalformedMessage {
        return new StationEvent.SessionStarted(
                stamp,
                new SessionId(in.label(Member.SESSION_ID)),
                new ConnectorId(in.label(Member.CONNECTOR_ID)),
                vehicle(in, owner),
                in.scaledOrNull(Member.METER_KWH, JOULES_PER_KILOWATT_HOUR),
                in.realOrNull(Member.SOC_PERCENT),
                in.scaledOrNull(Member.RATED_KW, WATTS_PER_KILOWATT));
    }

    private static StationEvent sessionMetered(EventStamp stamp, Members in, OrganizationId owner)
            throws MalformedMessage {
        SessionId session = new SessionId(in.label(Member.SESSION_ID));
        @Nullable Double meter = in.scaledOrNull(Member.METER_KWH, JOULES_PER_KILOWATT_HOUR);
        @Nullable Double power = in.scaledOrNull(Member.POWER_KW, WATTS_PER_KILOWATT);
        @Nullable Double soc = in.realOrNull(Member.SOC_PERCENT);
        if (meter == null && power == null && soc == null) {
            throw new MalformedMessage("meter_kwh, power_kw or soc_percent must be there");
        }
        return new StationEvent.SessionMetered(stamp, session, meter, power, soc);
    }

    private static StationEvent sessionEnded(EventStamp stamp, Members in, OrganizationId owner)
            throws MalformedMessage {
        return new StationEvent.SessionEnded(
                stamp,
                new SessionId(in.label(Member.SESSION_ID)),
                in.scaledOrNull(Member.METER_KWH, JOULES_PER_KILOWATT_HOUR),
                in.scaledOrNull(Member.ENERGY_KWH, Member.Limits.TOTAL, JOULES_PER_KILOWATT_HOUR),
                in.realOrNull(Member.SOC_PERCENT),
                in.scaledOrNull(Member.PEAK_KW, WATTS_PER_KILOWATT),
                prose(in, Member.REASON));
    }

    private static StationEvent faultRaised(EventStamp stamp, Members in, OrganizationId owner)
            throws MalformedMessage {
        return new StationEvent.FaultRaised(
                stamp,
                new FaultId(in.label(Member.FAULT_ID)),
                idOrNull(in, Member.SLOT_ID, SlotId::new),
                idOrNull(in, Member.CONNECTOR_ID, ConnectorId::new),
                prose(in, Member.DETAIL));
    }

    private @Nullable VehicleId vehicle(Members in, OrganizationId owner) throws MalformedMessage {
        return vehicles.of(owner, in.textOrNull(Member.VEHICLE));
    }

    private static @Nullable PackTransfer transferOrNull(Members in, Member member) throws MalformedMessage {
        Members parts = in.partsOrNull(member);
        try {
            return parts == null ? null : transfer(parts);
        } catch (MalformedMessage e) {
            throw e.within(member.outwardName());
        }
    }

    private static PackTransfer transfer(Members in) throws MalformedMessage {
        return new PackTransfer(
                new PackId(in.label(Member.PACK_ID)),
                new SlotId(in.label(Member.SLOT_ID)),
                in.realOrNull(Member.SOC_PERCENT));
    }

    private static <T> @Nullable T idOrNull(Members in, Member member, Function<String, T> id) throws MalformedMessage {
        String label = in.labelOrNull(member);
        return label == null ? null : id.apply(label);
    }

    /** Text for people, who may have written anything into it. */
    static @Nullable String prose(Members in, Member member) throws MalformedMessage {
        String text = in.textOrNull(member);
        return text == null ? null : VinMask.mask(text);
    }
}
