package io.fleetport.application.contract;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.TelemetryLedger.GapChange;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.TelemetryLedger.Update;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import java.util.ArrayList;
import java.util.List;

/** A batch put together line by line. */
public final class BatchDraft {

    private final List<Update> updates = new ArrayList<>();
    private final List<NewReading> readings = new ArrayList<>();
    private final List<TripChange> trips = new ArrayList<>();
    private final List<GapChange> gaps = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private StationChanges stations = StationChanges.NONE;
    private ArchiveBatch archive;
    private final List<Event> events = new ArrayList<>();

    public static BatchDraft batch() {
        return new BatchDraft();
    }

    public BatchDraft moves(VehicleKey key, long expectedVersion, Standing standing) {
        updates.add(new Update(key, expectedVersion, standing));
        return this;
    }

    public BatchDraft hears(VehicleKey key, Reading reading) {
        readings.add(new NewReading(key, reading, Sample.NOW));
        return this;
    }

    public BatchDraft tells(VehicleKey key, Trip trip) {
        return tells(key, trip, new byte[] {1, 2, 3});
    }

    public BatchDraft tells(VehicleKey key, Trip trip, byte[] opening) {
        trips.add(new TripChange(key, trip, opening));
        return this;
    }

    public BatchDraft misses(VehicleKey key, TripId trip, Gap... found) {
        gaps.add(new GapChange(key, trip, List.of(found)));
        return this;
    }

    public BatchDraft buries(DeadLetter letter) {
        deadLetters.add(letter);
        return this;
    }

    public BatchDraft and(StationDraft draft) {
        stations = draft.changes();
        return this;
    }

    public BatchDraft archives(ArchiveBatch batch) {
        archive = batch;
        return this;
    }

    public BatchDraft announces(Event... found) {
        events.addAll(List.of(found));
        return this;
    }

    public Batch done() {
        return new Batch(
                List.copyOf(updates),
                List.copyOf(readings),
                List.copyOf(trips),
                List.copyOf(gaps),
                List.copyOf(deadLetters),
                stations,
                archive,
                List.copyOf(events));
    }
}
