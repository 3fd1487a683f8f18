package io.fleetport.aws.eventbridge;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.contract.EventBusContract;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import io.fleetport.application.port.out.EventBus.Outcome;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Subject;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.aws.standin.JsonEndpoint.Fault;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The real client against what speaks as EventBridge does. */
final class EventBridgeBusTest implements EventBusContract {

    private static final int ATTEMPTS = 3;
    private static final Outcome TAKEN = new Outcome.Taken();

    private final EventBridgeEndpoint endpoint = new EventBridgeEndpoint();
    private final EventBridgeBus bus = open(EventBridgeEndpoint.BUS, Duration.ofSeconds(20));

    @AfterEach
    void close() {
        bus.close();
        endpoint.close();
    }

    private EventBridgeBus open(String name, Duration attemptTimeout) {
        return EventBridgeBus.open(
                new AwsAccess(
                        "eu-central-1",
                        endpoint.address(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "secret")),
                        ATTEMPTS,
                        attemptTimeout,
                        Duration.ofMinutes(1)),
                name);
    }

    @Override
    public EventBus bus() {
        return bus;
    }

    @Override
    public List<UUID> taken() {
        return endpoint.taken().stream()
                .map(taken -> UUID.fromString(taken.detail().path("event_id").asText()))
                .toList();
    }

    private static List<Event> ofVehicles(int events) {
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            all.add(EventBusContract.event(aVehicle(), 10));
        }
        return all;
    }

    private static boolean isOf(JsonNode detail, Event event) {
        return detail.path("event_id").asText().equals(event.id().toString());
    }

    @Test
    void anEntrySaysWhatRulesMatchBy() {
        Event event = EventBusContract.event(aVehicleOf(new OrganizationId("acme")), 3);

        bus.publish(List.of(event));

        EventBridgeEndpoint.Taken taken = endpoint.taken().getFirst();
        assertThat(taken.entry().path("EventBusName").asText()).isEqualTo("fleet");
        assertThat(taken.entry().path("Source").asText()).isEqualTo("fleetport");
        assertThat(taken.entry().path("DetailType").asText()).isEqualTo("trip.finished.v1");
        assertThat(taken.entry().path("Time").asDouble())
                .isEqualTo(NOW.minusSeconds(5).toEpochMilli() / 1_000.0);
        assertThat(taken.entry().has("Resources")).isFalse();
        assertThat(taken.entry().path("Detail").asText())
                .isEqualTo(
                        "{\"organization\":\"acme\"," + new String(event.body(), StandardCharsets.UTF_8).substring(1));
    }

    @Test
    void aRequestIsFilledButNeverWithTwoOfOneSubject() {
        List<Event> events = ofVehicles(23);
        events.add(1, EventBusContract.event(events.getFirst().subject(), 10));

        assertThat(bus.publish(events)).hasSize(24).containsOnly(TAKEN);

        assertThat(endpoint.requests()).containsExactly(10, 10, 4);
        assertThat(taken().subList(0, 10))
                .contains(events.get(0).id())
                .doesNotContain(events.get(1).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "InternalFailure", "AccessDeniedException", "SomethingNew"})
    void anEntryThatFailsForNowIsPutOffWithAllOfItsSubject(String code) {
        Subject stuck = aVehicle();
        Event failing = EventBusContract.event(stuck, 10);
        Event behind = EventBusContract.event(stuck, 10);
        Event elsewhere = EventBusContract.event(aVehicle(), 10);
        endpoint.failEntries(detail -> isOf(detail, failing) ? code : null);

        assertThat(bus.publish(List.of(failing, behind, elsewhere)))
                .containsExactly(new Outcome.PutOff(code), new Outcome.PutOff(code), TAKEN);
        assertThat(taken()).containsExactly(elsewhere.id());

        endpoint.failEntries(detail -> null);
        assertThat(bus.publish(List.of(failing, behind))).containsOnly(TAKEN);
        assertThat(taken()).containsExactly(elsewhere.id(), failing.id(), behind.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidArgument", "MalformedDetail", "RedactionFailure"})
    void anEntryThatIsWrongInItselfIsRefusedAndTheNextOfItsSubjectGoes(String code) {
        Subject subject = aVehicle();
        Event wrong = EventBusContract.event(subject, 10);
        Event behind = EventBusContract.event(subject, 10);
        endpoint.failEntries(detail -> isOf(detail, wrong) ? code : null);

        assertThat(bus.publish(List.of(wrong, behind))).containsExactly(new Outcome.Refused(code), TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[1]", "{}", "{\"schema_version\":\"one\"}", "{\"data\":{\"schema_version\":1}}", "{\"a\""})
    void whatIsNoEnvelopeIsNotSent(String body) {
        Event odd = new Event(
                UUID.randomUUID(),
                EventType.TRIP_FINISHED,
                aVehicle(),
                NOW,
                NOW,
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(bus.publish(List.of(odd))).containsExactly(new Outcome.Refused("MalformedDetail"));
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void aRequestThatIsRefusedForWhatIsInItIsTakenApart() {
        List<Event> events = ofVehicles(3);
        endpoint.fail(0, 2, new Fault(400, "ValidationException"));

        assertThat(bus.publish(events)).containsExactly(new Outcome.Refused("ValidationException"), TAKEN, TAKEN);
        assertThat(endpoint.requests()).containsExactly(3, 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException", "500, InternalException", "503, ServiceUnavailable"})
    void whatPassesWithinTheAttemptsIsNotNoticed(int status, String error) {
        endpoint.fail(0, ATTEMPTS - 1, new Fault(status, error));

        assertThat(bus.publish(ofVehicles(2))).containsOnly(TAKEN);

        assertThat(endpoint.requests()).hasSize(ATTEMPTS);
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException", "500, InternalException"})
    void whatLastsIsUnavailable(int status, String error) {
        endpoint.fail(0, 100, new Fault(status, error));

        assertThatThrownBy(() -> bus.publish(ofVehicles(2)))
                .isInstanceOf(PortUnavailable.class)
                .hasMessageContaining(error);
        assertThat(endpoint.requests()).hasSize(ATTEMPTS);
    }

    @Test
    void whatWasTakenBeforeItBecameUnavailableIsNotTakenAgain() {
        List<Event> events = ofVehicles(12);
        endpoint.fail(1, 100, new Fault(500, "InternalException"));

        List<Outcome> outcomes = bus.publish(events);

        assertThat(outcomes.subList(0, 10)).containsOnly(TAKEN);
        assertThat(outcomes.subList(10, 12)).hasOnlyElementsOfType(Outcome.PutOff.class);
    }

    @Test
    void noAnswerInTimeIsUnavailable() {
        endpoint.fail(0, ATTEMPTS, Fault.SILENCE);
        try (EventBridgeBus impatient = open(EventBridgeEndpoint.BUS, Duration.ofSeconds(1))) {
            List<Event> events = ofVehicles(1);
            assertThatThrownBy(() -> impatient.publish(events)).isInstanceOf(PortUnavailable.class);
            assertThat(impatient.publish(events)).containsExactly(TAKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException"})
    void aBusThatIsNotOursToWriteRefusesAndNothingOfTheEventsIsNamed(String error) {
        endpoint.fail(0, 1, new Fault(400, error));
        Event event = EventBusContract.event(aVehicle(), 5);

        assertThatThrownBy(() -> bus.publish(List.of(event)))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining(error)
                .satisfies(e -> assertThat(e.toString() + e.getCause())
                        .doesNotContain(event.id().toString())
                        .doesNotContain("xxxxx"));
    }

    @Test
    void aBusThatIsNotThereIsFoundOutAtStartAndOneThatCannotBeReachedMayBeLater() {
        assertThatThrownBy(() -> open("misspelt", Duration.ofSeconds(20)))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("misspelt")
                .hasMessageContaining("ResourceNotFoundException");
        endpoint.close();
        try (EventBridgeBus later = open(EventBridgeEndpoint.BUS, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> later.publish(ofVehicles(1))).isInstanceOf(PortUnavailable.class);
        }
    }
}
