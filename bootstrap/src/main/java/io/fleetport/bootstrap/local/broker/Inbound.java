package io.fleetport.bootstrap.local.broker;

import com.hivemq.mqtt.message.publish.PUBLISH;
import com.hivemq.mqtt.message.reason.Mqtt5PubAckReasonCode;
import io.fleetport.mqtt.link.StationMessages;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message of a station on its way to being acknowledged. Used on the connection's event loop but for what is durable. */
final class Inbound {

    /** What a message takes besides its bytes: objects of the broker and of ours, roughly. */
    private static final int OVERHEAD = 400;

    private static final byte[] NOTHING = {};

    private final PUBLISH publish;
    private final HeldMessages held;
    private final Runnable settled;
    private final long since = System.nanoTime();

    private volatile boolean durable;
    private boolean inTheBroker;
    private Mqtt5PubAckReasonCode answer = Mqtt5PubAckReasonCode.SUCCESS;
    private Statuses.@Nullable Expected expected;

    /** @param settled runs on any thread when it has become durable */
    Inbound(PUBLISH publish, HeldMessages held, Runnable settled) {
        this.publish = publish;
        this.held = held;
        this.settled = settled;
    }

    int packetId() {
        return publish.getPacketIdentifier();
    }

    /** @return false when there is no room */
    boolean offerTo(StationMessages messages, Instant now) {
        int size = payload().length + publish.getTopic().length() + OVERHEAD;
        held.add(size);
        boolean taken = messages.offer(publish.getTopic(), payload(), now, () -> {
            held.remove(size);
            becameDurable();
        });
        if (!taken) {
            held.remove(size);
        }
        return taken;
    }

    /** It goes by way of the broker, and is settled when both have it. */
    void expectFrom(Statuses statuses) {
        inTheBroker = true;
        expected = statuses.expect(publish.getTopic(), payload(), this::becameDurable);
    }

    void passedTheBroker() {
        inTheBroker = false;
    }

    void refuse(Mqtt5PubAckReasonCode reason) {
        abandon();
        inTheBroker = false;
        answer = reason;
        durable = true;
    }

    /** Its connection is over. */
    void abandon() {
        if (expected != null) {
            expected.cancel();
        }
    }

    private void becameDurable() {
        durable = true;
        settled.run();
    }

    boolean isSettled() {
        return durable && !inTheBroker;
    }

    Mqtt5PubAckReasonCode answer() {
        return answer;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    byte[] payload() {
        return payload(publish);
    }

    static byte[] payload(PUBLISH publish) {
        byte[] payload = publish.getPayload();
        return payload == null ? NOTHING : payload;
    }
}
