package io.fleetport.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link Tracing} must do that chooses every message. */
public interface TracingContract {

    /**
     * A step that ended, as whoever looks on was told.
     *
     * @param step {@code receive}, {@code send}, {@code process} or {@code store}
     * @param cause the step before; {@link TraceContext#NONE} where there is none
     * @param error null when it ended well
     */
    record Told(String step, TraceContext context, TraceContext cause, List<TraceContext> links, String error) {}

    Tracing tracing();

    /** Everything told so far, in the order in which it ended. */
    List<Told> told();

    @Test
    default void aMessagesStepsAreOneTraceAndEachKnowsTheOneBefore() {
        Tracing.Span received = tracing().receive(message());
        Tracing.Span sent = tracing().send(partOf(received));
        sent.end();
        Tracing.Span processed = tracing().process(partOf(sent), "shard-1");
        Tracing.Span stored = tracing().store(List.of(message(), partOf(processed)));
        stored.end();
        processed.end(Outcome.ACCEPTED);
        received.end(Outcome.ACCEPTED);

        assertThat(told()).extracting(Told::step).containsExactly("send", "store", "process", "receive");
        assertThat(told())
                .extracting(Told::cause)
                .containsExactly(received.context(), processed.context(), sent.context(), TraceContext.NONE);
        assertThat(told())
                .extracting(told -> told.context().traceId())
                .containsOnly(received.context().traceId());
        assertThat(told()).extracting(told -> told.context().stepId()).doesNotHaveDuplicates();
        assertThat(told()).extracting(Told::error).containsOnlyNulls();
    }

    @Test
    default void whatIsPartOfNoTraceIsNotTold() {
        assertThat(tracing().send(message()).context()).isEqualTo(TraceContext.NONE);
        assertThat(tracing().process(message(), "shard-1").context()).isEqualTo(TraceContext.NONE);
        assertThat(tracing().store(List.of(message(), message())).context()).isEqualTo(TraceContext.NONE);
        tracing().store(List.of()).end();
        assertThat(told()).isEmpty();
    }

    @Test
    default void eachMessageThatASourceHasIsATraceOfItsOwn() {
        assertThat(tracing().receive(message()).context().traceId())
                .isNotEqualTo(tracing().receive(message()).context().traceId());
    }

    @Test
    default void aCommitOfManyIsLinkedWithEach() {
        Tracing.Span one = tracing().receive(message());
        Tracing.Span other = tracing().receive(message());
        tracing().store(List.of(partOf(one), message(), partOf(other))).end();
        assertThat(told()).singleElement().satisfies(stored -> {
            assertThat(stored.cause()).isEqualTo(one.context());
            assertThat(stored.links()).containsExactly(other.context());
        });
    }

    @Test
    default void whatWentWrongIsToldInAWord() {
        tracing()
                .receive(message())
                .end(new Outcome.DeadLettered(DeadLetterReason.IMPLAUSIBLE, "speed 900 km/h at 48.1, 11.5"));
        tracing().store(List.of(partOf(tracing().receive(message())))).fail("PortRefused");
        assertThat(told())
                .extracting(Told::error)
                .containsExactly(DeadLetterReason.IMPLAUSIBLE.outwardName(), "PortRefused");
    }

    @Test
    default void aStepEndsOnce() {
        Tracing.Span span = tracing().receive(message());
        span.end(Outcome.ACCEPTED);
        span.fail("late");
        span.end();
        assertThat(told()).hasSize(1).extracting(Told::error).containsOnlyNulls();
    }

    private static Delivery partOf(Tracing.Span span) {
        return message().traced(span.context());
    }

    private static Delivery message() {
        Instant noon = Instant.parse("2026-05-04T12:00:00Z");
        return new Delivery(
                new VehicleKey(new OrganizationId("acme"), new VehicleId(new UUID(1, 2))),
                "tesla",
                noon,
                new Delivery.Said(noon, List.of()),
                new byte[] {1},
                outcome -> {});
    }
}
