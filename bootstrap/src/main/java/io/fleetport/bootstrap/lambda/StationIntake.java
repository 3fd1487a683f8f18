package io.fleetport.bootstrap.lambda;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.mqtt.StationReceiver;
import io.fleetport.mqtt.wire.Shown;
import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Takes stations' messages and waits until they are durable. Safe to call from many threads. */
final class StationIntake {

    private static final String NO_TOPIC = "";

    private final StationReceiver receiver;
    private final JsonMapper json;
    private final Clock clock;

    StationIntake(StationReceiver receiver, JsonMapper json, Clock clock) {
        this.receiver = receiver;
        this.json = json;
        this.clock = clock;
    }

    /** Tries to have a message taken. */
    private interface Offer {
        boolean taken(Runnable acknowledge);
    }

    /**
     * Takes them in their order.
     *
     * @param records as the rule makes them; one that is not so becomes a dead letter
     * @return by place 1 when it, or its dead letter, is durable; the others may become so later
     */
    AtomicIntegerArray take(List<byte[]> records, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        AtomicIntegerArray durable = new AtomicIntegerArray(records.size());
        CountDownLatch open = new CountDownLatch(records.size());
        for (int i = 0; i < records.size(); i++) {
            int place = i;
            boolean taken = take(records.get(i), end, () -> {
                durable.set(place, 1);
                open.countDown();
            });
            if (!taken) {
                return durable;
            }
        }
        open.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        return durable;
    }

    private boolean take(byte[] record, long end, Runnable acknowledge) throws InterruptedException {
        Instant now = clock.instant();
        RuleMessage message = RuleMessage.read(json, record, now);
        if (message == null) {
            return offered(
                    NO_TOPIC,
                    settled -> receiver.refuse(
                            NO_TOPIC,
                            record,
                            now,
                            DeadLetterReason.UNDECODABLE,
                            "this is not what the rule makes of a station's message",
                            settled),
                    end,
                    acknowledge);
        }
        String topic = message.topic();
        return message.isOfCertificate()
                ? offered(
                        topic,
                        settled -> receiver.offer(topic, message.payload(), message.receivedAt(), settled),
                        end,
                        acknowledge)
                : offered(
                        topic,
                        settled -> receiver.refuse(
                                topic,
                                message.payload(),
                                message.receivedAt(),
                                DeadLetterReason.WRONG_IDENTITY,
                                "the message to " + Shown.of(topic) + " came without a station's certificate",
                                settled),
                        end,
                        acknowledge);
    }

    /** False when there was no room until the end. */
    private boolean offered(String topic, Offer offer, long end, Runnable acknowledge) throws InterruptedException {
        while (!offer.taken(acknowledge)) {
            CountDownLatch room = new CountDownLatch(1);
            receiver.whenRoom(topic, room::countDown);
            if (!room.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }
}
