package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.station.StationRule;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Live events as the event stream format has them (HTML standard, 9.2.6). Safe to use from many threads. */
@Singleton
final class LiveFrames {

    /** Milliseconds a client waits before it comes back. */
    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);

    /** Events shortly after one another go to all clients; each is written once, not once per client. Power of two. */
    private static final int REMEMBERED = 256;

    private final JsonMapper json;
    private final StationRule rule;
    private final Clock clock = Clock.systemUTC();
    private final AtomicReferenceArray<@Nullable Written> written = new AtomicReferenceArray<>(REMEMBERED);

    private record Written(String id, LiveEvent event, byte[] frame) {}

    /** A reading as it goes by. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "LiveReading")
    record ReadingEvent(
            String vehicleId,
            String vehicleName,
            Instant observedAt,
            Instant receivedAt,
            Map<String, @Nullable Object> values) {}

    LiveFrames(JsonMapper json, StationRule rule) {
        this.json = json;
        this.rule = rule;
    }

    byte[] begin() {
        return RETRY;
    }

    /** The same event must come under the same id. */
    byte[] event(String id, LiveEvent event) {
        int slot = id.hashCode() & (REMEMBERED - 1);
        Written known = written.get(slot);
        if (known != null && known.event() == event && known.id().equals(id)) {
            return known.frame();
        }
        byte[] frame =
                switch (event) {
                    case LiveEvent.Heard heard -> frame(id, "reading", Argument.of(ReadingEvent.class), shape(heard));
                    case LiveEvent.Told told ->
                        frame(id, "trip", Argument.of(TripShape.class), TripShape.of(told.trip(), told.vehicleName()));
                    case LiveEvent.StationMoved moved ->
                        frame(id, "station", Argument.of(StationShape.class), shape(moved));
                    case LiveEvent.SessionTold told ->
                        frame(id, "session", Argument.of(SessionShape.class), SessionShape.of(told.session()));
                    case LiveEvent.SwapTold told ->
                        frame(id, "swap", Argument.of(SwapShape.class), SwapShape.of(told.swap()));
                };
        written.set(slot, new Written(id, event, frame));
        return frame;
    }

    /** What was missed is unknown: the client should ask the API for the present state. */
    byte[] reset(String id) {
        return ("id: " + id + "\nevent: reset\ndata: {}\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A sign of life that dispatches no event but moves the position on, so that one can resume from it. */
    byte[] heartbeat(@Nullable String id) {
        return (id == null ? ": heartbeat\n\n" : ": heartbeat\nid: " + id + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ReadingEvent shape(LiveEvent.Heard heard) {
        return new ReadingEvent(
                heard.vehicle().toString(),
                heard.vehicleName(),
                heard.reading().observedAt(),
                heard.receivedAt(),
                OutwardValues.of(heard.reading().signals()));
    }

    private StationShape shape(LiveEvent.StationMoved moved) {
        return StationShape.of(ViewStations.Seen.of(moved.profile(), moved.state(), clock.instant(), rule));
    }

    private <T> byte[] frame(String id, String event, Argument<T> type, T data) {
        try {
            byte[] body = json.writeValueAsBytes(type, data); // JSON on one line holds no line break
            byte[] head = ("id: " + id + "\nevent: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8);
            byte[] frame = new byte[head.length + body.length + 2];
            System.arraycopy(head, 0, frame, 0, head.length);
            System.arraycopy(body, 0, frame, head.length, body.length);
            frame[frame.length - 2] = '\n';
            frame[frame.length - 1] = '\n';
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException("a live event could not be written", e);
        }
    }
}
