package io.fleetport.application.telemetry;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.Happening.StatusChanged.Standing;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.station.StationTelling;
import io.fleetport.application.trip.Telling;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One commit while it is put together, and what is to be said to whom once it is durable. Used by one thread. */
final class Draft {

    /** Of a message that could not be used no more than this is kept. */
    static final int MOST_RAW_BYTES = 64 << 10;

    private final List<TelemetryLedger.Update> updates = new ArrayList<>();
    private final List<TelemetryLedger.NewReading> readings = new ArrayList<>();
    private final List<TelemetryLedger.TripChange> trips = new ArrayList<>();
    private final List<TelemetryLedger.GapChange> gaps = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<ArchivedMessage> archived = new ArrayList<>();
    private final List<LiveEvent> live = new ArrayList<>();
    private final List<Resident> touched = new ArrayList<>();
    private final StationDraft stations = new StationDraft();
    private final EventDraft events;
    private final Set<Subject> keys = new LinkedHashSet<>();
    private final Outcome[] outcomes;
    private final boolean keepsRaw;
    private final boolean keepsDeadLetters;

    Draft(int deliveries, boolean keepsRaw, boolean keepsDeadLetters, EventDraft events) {
        this.outcomes = new Outcome[deliveries];
        this.keepsRaw = keepsRaw;
        this.keepsDeadLetters = keepsDeadLetters;
        this.events = events;
    }

    void outcome(int index, Outcome outcome) {
        outcomes[index] = outcome;
    }

    Outcome outcome(int index) {
        return outcomes[index];
    }

    void deadLetter(Delivery delivery, DeadLetterReason reason, String detail) {
        if (!keepsDeadLetters) {
            return;
        }
        byte[] raw = delivery.raw();
        deadLetters.add(new DeadLetter(
                TimeOrderedId.next(delivery.receivedAt()),
                delivery.subject(),
                delivery.source(),
                reason,
                detail,
                delivery.receivedAt(),
                raw.length <= MOST_RAW_BYTES ? raw : Arrays.copyOf(raw, MOST_RAW_BYTES)));
    }

    /** A delivery of which nothing is believed. */
    void refuse(int index, Delivery delivery, Belief.Judged judged) {
        DeadLetterReason why = judged.reason() == null ? DeadLetterReason.IMPLAUSIBLE : judged.reason();
        outcomes[index] = new Outcome.DeadLettered(why, judged.detail());
        deadLetter(delivery, why, judged.detail());
    }

    /** Takes a reading that is new into history, state, archive and live stream. Values not believed become a dead letter. */
    void accept(int index, Resident resident, Delivery delivery, Belief.Judged judged, Reading reading) {
        readings.add(new TelemetryLedger.NewReading(resident.key, reading, delivery.receivedAt()));
        resident.state = resident.state.with(reading);
        live.add(new LiveEvent.Heard(
                resident.key.organization(), resident.profile.name(), reading, delivery.receivedAt()));
        if (judged.reason() == null) {
            outcomes[index] = Outcome.ACCEPTED;
        } else {
            outcomes[index] = new Outcome.Accepted(judged.implausible());
            deadLetter(delivery, judged.reason(), judged.detail());
        }
        archive(delivery);
    }

    /** Takes what a station said into the archive. What it means is told with {@link #telling(StationResident, StationTelling, Standing, Instant)}. */
    void accept(int index, Delivery delivery) {
        outcomes[index] = Outcome.ACCEPTED;
        archive(delivery);
    }

    private void archive(Delivery delivery) {
        if (keepsRaw) {
            archived.add(
                    new ArchivedMessage(delivery.subject(), delivery.source(), delivery.receivedAt(), delivery.raw()));
        }
    }

    /**
     * Takes what a timeline tells; the resident's new standing goes with it.
     *
     * @param underwayBefore the trip that was underway before, null when none was
     */
    void telling(Resident resident, Telling telling, @Nullable TripId underwayBefore) {
        trips.addAll(telling.trips());
        gaps.addAll(telling.gaps());
        rename(resident);
        for (TelemetryLedger.TripChange change : telling.trips()) {
            live.add(new LiveEvent.Told(resident.key.organization(), resident.profile.name(), change.trip()));
        }
        events.told(resident, telling, underwayBefore);
        touched.add(resident);
        keys.add(resident.key);
        updates.add(new TelemetryLedger.Update(
                resident.key,
                resident.version,
                new TelemetryLedger.Standing(
                        resident.version + 1, resident.profile, resident.state, resident.timeline.snapshot())));
    }

    /**
     * Takes what a station's messages came to; the resident's new standing goes with it.
     *
     * @param before what the station said of itself before
     */
    void telling(StationResident resident, StationTelling telling, Standing before, Instant receivedAt) {
        stations.add(resident, telling, receivedAt);
        events.told(resident, telling, before);
        keys.add(resident.key);
    }

    private static void rename(Resident resident) {
        @Nullable
        Signal said =
                resident.state.find(Signals.VEHICLE_NAME).map(o -> o.signal()).orElse(null);
        if (said instanceof Signal.Text text
                && !text.value().isBlank()
                && !text.value().equals(resident.profile.name())) {
            FleetVehicle known = resident.profile;
            resident.profile = new FleetVehicle(
                    known.organization(), known.id(), text.value(), known.source(), known.firstSeenAt());
        }
    }

    boolean isEmpty() {
        return updates.isEmpty() && deadLetters.isEmpty() && stations.isEmpty();
    }

    TelemetryLedger.Batch batch() {
        return new TelemetryLedger.Batch(
                updates,
                readings,
                trips,
                gaps,
                deadLetters,
                stations.changes(),
                archived.isEmpty() ? null : new ArchiveBatch(UUID.randomUUID(), archived),
                events.events());
    }

    /** Vehicles and stations whose standing this draft moves on. */
    Set<Subject> keys() {
        return keys;
    }

    /** To be called once the batch is durable. */
    void committed() {
        for (Resident resident : touched) {
            resident.version++;
        }
        stations.committed();
    }

    List<LiveEvent> live() {
        return stations.isEmpty()
                ? live
                : Stream.concat(live.stream(), stations.live().stream()).toList();
    }

    boolean hasEvents() {
        return !events.events().isEmpty();
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }
}
