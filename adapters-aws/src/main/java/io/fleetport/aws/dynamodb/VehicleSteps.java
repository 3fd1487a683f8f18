package io.fleetport.aws.dynamodb;

import static java.util.stream.Collectors.groupingBy;

import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.TelemetryLedger.GapChange;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.application.port.out.TelemetryLedger.Update;
import io.fleetport.domain.trip.TripId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a batch writes, apart by vehicle and station. Reads what it must know, and compares versions, before anything is written. */
final class VehicleSteps {

    private final Database database;
    private final StationItems stations;
    private final EventQueues queues;
    private final Erased erased;
    private final Positions positions;

    VehicleSteps(Database database, StationItems stations, EventQueues queues, Erased erased, Positions positions) {
        this.database = database;
        this.stations = stations;
        this.queues = queues;
        this.erased = erased;
        this.positions = positions;
    }

    /** A step as it grows. The standing comes last. */
    private static final class Draft {
        private final List<Write> before = new ArrayList<>();
        private final List<Write> together = new ArrayList<>();
        private final List<Write> standing = new ArrayList<>();

        Step step(Subject subject) {
            List<Write> all = new ArrayList<>(together);
            all.addAll(standing);
            return new Step(subject, before, all);
        }
    }

    /**
     * @throws StaleStanding when another writer has moved a vehicle or station on
     * @throws PortRefused when a vehicle, station or trip belongs to another
     */
    List<Step> of(Batch batch) {
        Map<Key, Item> stored = read(batch);
        Map<Subject, Draft> drafts = new LinkedHashMap<>();
        for (Step step : stations.steps(batch.stations())) {
            Draft draft = draft(step.subject(), drafts);
            draft.before.addAll(step.before());
            draft.standing.addAll(step.together());
        }
        Set<Subject> moved = new HashSet<>();
        for (Update update : batch.updates()) {
            byte[] state = StateEncoding.encode(update.standing().state());
            if (!StandingItems.mustMove(update, state, stored)) {
                moved.add(update.key());
                continue;
            }
            Draft draft = draft(update.key(), drafts);
            if (update.expectedVersion() == 0) {
                draft.standing.addAll(StandingItems.first(update.key(), erased));
            }
            draft.standing.add(StandingItems.moved(update, state));
        }
        batch.readings().stream().collect(groupingBy(NewReading::key)).forEach((key, readings) -> draft(key, drafts)
                .before
                .addAll(ReadingItems.puts(key, readings, database.settings().historyKept())));
        batch.trips().forEach(change -> draft(change.key(), drafts).together.addAll(TripPointers.told(change, stored)));
        lastOfEachTrip(batch.gaps())
                .forEach(change -> draft(change.key(), drafts).together.addAll(GapItems.told(change, stored)));
        Map<UUID, DeadLetter> letters = new LinkedHashMap<>();
        batch.deadLetters().forEach(letter -> letters.put(letter.id(), letter));
        letters.values()
                .forEach(letter -> draft(letter.subject(), drafts).before.add(Write.put(DeadLetterItems.of(letter))));
        Map<UUID, Event> events = new LinkedHashMap<>();
        batch.events().forEach(event -> events.putIfAbsent(event.id(), event));
        events.values().forEach(event -> add(event, stored, draft(event.subject(), drafts)));
        // What was one transaction with a standing that is there is there, too.
        drafts.keySet().removeAll(moved);
        List<Step> steps = new ArrayList<>();
        drafts.forEach((subject, draft) -> steps.add(draft.step(subject)));
        return steps;
    }

    private static Draft draft(Subject subject, Map<Subject, Draft> drafts) {
        return drafts.computeIfAbsent(subject, of -> new Draft());
    }

    private void add(Event event, Map<Key, Item> stored, Draft draft) {
        Item item = EventItems.of(event);
        if (!stored.containsKey(item.key())) {
            draft.together.add(Write.put(item).when(Expression.ABSENT));
            draft.together.addAll(queues.queued(event, positions.next()));
        }
    }

    private Map<Key, Item> read(Batch batch) {
        List<Key> keys = new ArrayList<>();
        batch.updates().forEach(update -> keys.add(StandingItems.key(update.key())));
        batch.trips().forEach(change -> keys.add(TripPointers.key(change.trip().id())));
        batch.gaps().forEach(change -> keys.add(GapItems.ofTrip(change.key(), change.trip())));
        batch.events().forEach(event -> keys.add(EventItems.key(event.subject().organization(), event.id())));
        Map<Key, Item> stored = new HashMap<>(database.getAll(keys));
        // Whose a vehicle is must be asked only where it is not this organization's already.
        stored.putAll(database.getAll(batch.updates().stream()
                .map(Update::key)
                .filter(key -> !stored.containsKey(StandingItems.key(key)))
                .map(StandingItems::owner)
                .toList()));
        return stored;
    }

    private static List<GapChange> lastOfEachTrip(List<GapChange> changes) {
        Map<TripId, GapChange> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.trip(), change));
        return List.copyOf(last.values());
    }
}
