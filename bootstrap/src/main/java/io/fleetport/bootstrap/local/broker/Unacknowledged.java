package io.fleetport.bootstrap.local.broker;

import com.hivemq.mqtt.message.mqtt5.Mqtt5UserProperties;
import com.hivemq.mqtt.message.puback.PUBACK;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The messages of one connection that wait for their acknowledgement, in the order received. For its event loop alone. */
final class Unacknowledged {

    private final Deque<Inbound> line = new ArrayDeque<>();

    void add(Inbound inbound) {
        line.add(inbound);
    }

    int size() {
        return line.size();
    }

    @Nullable
    Inbound find(int packetId) {
        for (Inbound inbound : line) {
            if (inbound.packetId() == packetId) {
                return inbound;
            }
        }
        return null;
    }

    boolean hasOlderThan(Duration age) {
        Inbound first = line.peek();
        return first != null && first.age().compareTo(age) >= 0;
    }

    /**
     * Acknowledges what is settled up to the first that is not.
     *
     * @return how many
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
    int acknowledge(ChannelHandlerContext ctx) {
        int count = 0;
        for (Inbound first = line.peek(); first != null && first.isSettled(); first = line.peek()) {
            line.poll();
            ctx.write(new PUBACK(first.packetId(), first.answer(), null, Mqtt5UserProperties.NO_USER_PROPERTIES));
            count++;
        }
        if (count > 0) {
            ctx.flush();
        }
        return count;
    }

    /** The connection is over. */
    void abandon() {
        line.forEach(Inbound::abandon);
        line.clear();
    }
}
