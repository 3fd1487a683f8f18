package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.StationSample.aStation;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import io.fleetport.application.port.out.EventBus.Outcome;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link EventBus} must do. */
public interface EventBusContract {

    /** Larger than anything a bus under test takes. */
    int TOO_LARGE = 300 << 10;

    EventBus bus();

    /** The ids of what the bus took, in the order taken; one that was taken again is there again. */
    List<UUID> taken();

    /** As the API writes it, with so many bytes of padding. */
    static Event event(Subject subject, int padding) {
        UUID id = UUID.randomUUID();
        String body = "{\"type\":\"trip.finished\",\"timestamp\":\"2026-11-20T07:59:55Z\",\"event_id\":\"" + id
                + "\",\"schema_version\":1,\"data\":{\"trip\":{\"note\":\"" + "x".repeat(padding) + "\"}}}";
        return new Event(
                id, EventType.TRIP_FINISHED, subject, NOW.minusSeconds(5), NOW, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void nothingComesOfNothing() {
        assertThat(bus().publish(List.of())).isEmpty();
        assertThat(taken()).isEmpty();
    }

    @Test
    default void everyEventOfALargeBatchIsTakenAndThoseOfASubjectInTheirOrder() {
        List<Subject> subjects = List.of(aVehicle(), aStation(), aVehicle());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            events.add(event(subjects.get(i % 3 == 2 ? 0 : i % 3), 40_000));
        }
        events.add(event(subjects.get(2), 10));

        List<Outcome> outcomes = bus().publish(events);

        assertThat(outcomes).hasSameSizeAs(events).containsOnly(new Outcome.Taken());
        assertThat(taken()).containsExactlyInAnyOrderElementsOf(ids(events));
        for (Subject subject : subjects) {
            List<UUID> ofSubject = ids(events.stream()
                    .filter(event -> event.subject().equals(subject))
                    .toList());
            assertThat(taken().stream().filter(ofSubject::contains)).containsExactlyElementsOf(ofSubject);
        }
    }

    @Test
    default void whatIsPublishedAgainIsTakenAgainUnderItsId() {
        Event event = event(aVehicle(), 10);

        bus().publish(List.of(event));
        bus().publish(List.of(event));

        assertThat(taken()).containsExactly(event.id(), event.id());
    }

    @Test
    default void whatIsTooLargeIsRefusedAloneAndHoldsUpNobody() {
        Subject vehicle = aVehicle();
        List<Event> events =
                List.of(event(vehicle, 10), event(vehicle, TOO_LARGE), event(vehicle, 10), event(aStation(), 10));

        List<Outcome> outcomes = bus().publish(events);

        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes).filteredOn(new Outcome.Taken()::equals).hasSize(3);
        assertThat(taken())
                .containsExactlyInAnyOrder(
                        events.get(0).id(), events.get(2).id(), events.get(3).id())
                .containsSubsequence(events.get(0).id(), events.get(2).id());
    }

    private static List<UUID> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }
}
