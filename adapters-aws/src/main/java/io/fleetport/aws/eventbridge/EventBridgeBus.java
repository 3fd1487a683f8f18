package io.fleetport.aws.eventbridge;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.aws.sdk.SdkFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * An event bus of Amazon EventBridge (operation {@code PutEvents}). Each call to publish makes as many requests, one after the
 * other, as size and order ask for. Safe to call from many threads; the order is that of one call.
 *
 * <p>{@link PortUnavailable} when EventBridge is throttling, failing or not answering, after the attempts of {@link AwsAccess},
 * and {@link PortRefused} when the bus is gone or not ours to write, both only as long as nothing of the call was taken: after
 * that, what is left is put off.
 */
public final class EventBridgeBus implements EventBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventBridgeBus.class);

    private static final String TOO_LARGE = "TooLarge";
    private static final String MALFORMED = "MalformedDetail";
    private static final String UNANSWERED = "Unanswered";
    private static final int CONTENT_TOO_LARGE = 413;

    /**
     * Errors of an entry that lie in the event itself ({@code PutEventsResultEntry}, non-retryable errors). The others of that
     * list lie in permissions, which somebody can change: losing events to a policy would be worse than letting them wait.
     */
    private static final Set<String> OF_THE_EVENT = Set.of("InvalidArgument", MALFORMED, "RedactionFailure");

    /** Errors of a whole request that lie in what is sent ("Common errors"). */
    private static final Set<String> OF_THE_REQUEST = Set.of("ValidationException", "ValidationError");

    private final EventBridgeClient client;
    private final String bus;

    private EventBridgeBus(EventBridgeClient client, String bus) {
        this.client = client;
        this.bus = bus;
    }

    /**
     * Looks for the bus: what is sent to one that is not there is taken by the service and goes nowhere. A service that cannot
     * be reached now may be later.
     *
     * @param bus name or ARN
     * @throws PortRefused when there is no such bus, or it is not ours to describe
     */
    public static EventBridgeBus open(AwsAccess access, String bus) {
        EventBridgeClient client = access.open(EventBridgeClient.builder());
        try {
            client.describeEventBus(request -> request.name(bus));
        } catch (SdkException e) {
            RuntimeException failure = SdkFailures.of("EventBridge could not describe the bus " + bus, e);
            if (!(failure instanceof PortUnavailable)) {
                client.close();
                throw failure;
            }
            LOG.warn("events have to wait: {}", failure.getMessage());
        }
        return new EventBridgeBus(client, bus);
    }

    @Override
    public List<Outcome> publish(List<Event> events) {
        PutEventsBatches batches = batches(events);
        List<BusEntry> request = batches.next();
        while (!request.isEmpty()) {
            try {
                send(request, batches);
            } catch (PortUnavailable | PortRefused failure) {
                if (!batches.isAnythingTaken()) {
                    throw failure;
                }
                LOG.warn("the rest of the events has to wait: {}", failure.getMessage());
                return batches.outcomes(UNANSWERED);
            }
            request = batches.next();
        }
        return batches.outcomes(UNANSWERED);
    }

    private PutEventsBatches batches(List<Event> events) {
        List<BusEntry> entries = new ArrayList<>();
        List<Integer> malformed = new ArrayList<>();
        List<Integer> tooLarge = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Optional<BusEntry> entry = BusEntry.of(i, events.get(i), bus);
            if (entry.isEmpty()) {
                malformed.add(i);
            } else if (entry.get().bytes() > PutEventsBatches.MOST_BYTES) {
                tooLarge.add(i);
            } else {
                entries.add(entry.get());
            }
        }
        PutEventsBatches batches = new PutEventsBatches(entries, events.size());
        malformed.forEach(index -> batches.settle(index, new Outcome.Refused(MALFORMED)));
        tooLarge.forEach(index -> batches.settle(index, new Outcome.Refused(TOO_LARGE)));
        return batches;
    }

    private void send(List<BusEntry> request, PutEventsBatches batches) {
        try {
            List<PutEventsResultEntry> results = client.putEvents(put ->
                            put.entries(request.stream().map(BusEntry::entry).toList()))
                    .entries();
            for (int i = 0; i < request.size(); i++) {
                batches.settle(
                        request.get(i), i < results.size() ? outcome(results.get(i)) : new Outcome.PutOff(UNANSWERED));
            }
        } catch (AwsServiceException answer) {
            if (!isOfWhatIsSent(answer)) {
                throw failure(answer);
            }
            if (request.size() == 1) {
                batches.settle(request.getFirst(), new Outcome.Refused(SdkFailures.code(answer)));
                return;
            }
            // One of them it is: the others are not to suffer for it.
            request.forEach(entry -> send(List.of(entry), batches));
        } catch (SdkException unanswered) {
            throw failure(unanswered);
        }
    }

    private RuntimeException failure(SdkException cause) {
        return SdkFailures.of("EventBridge could not take events for the bus " + bus, cause);
    }

    private static boolean isOfWhatIsSent(AwsServiceException answer) {
        return answer.statusCode() == CONTENT_TOO_LARGE || OF_THE_REQUEST.contains(SdkFailures.code(answer));
    }

    private static Outcome outcome(PutEventsResultEntry result) {
        String code = result.errorCode();
        if (code == null) {
            return new Outcome.Taken();
        }
        return OF_THE_EVENT.contains(code) ? new Outcome.Refused(code) : new Outcome.PutOff(code);
    }

    @Override
    public void close() {
        client.close();
    }
}
