package io.fleetport.tesla.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which recorded drives are replayed, and how.
 *
 * @param files in the column format of recorded drives, plain or gzipped; a vehicle found in several of them goes through
 *     them in this order
 * @param speedUp how much faster than recorded, or {@link #AS_FAST_AS_ACKNOWLEDGED}
 * @param stream where the vehicles' stream is
 * @param api where readings are taken over HTTP
 * @param client window, back-off and patience of each vehicle on the stream; the back-off holds for HTTP, too
 * @param threads that carry the connections of the stream
 * @param giveUpAfter end when something is owed and nothing at all moves for so long
 */
public record ReplaySettings(
        List<Path> files,
        double speedUp,
        Protocol protocol,
        StreamAddress stream,
        ApiSettings api,
        ClientSettings client,
        int threads,
        Duration giveUpAfter) {

    /** No pauses: only the window holds a vehicle back. */
    public static final double AS_FAST_AS_ACKNOWLEDGED = EventPacing.AS_FAST_AS_ACKNOWLEDGED;

    public ReplaySettings {
        files = List.copyOf(files);
        if (!(speedUp > 0)) {
            throw new IllegalArgumentException("speedUp must be positive but is " + speedUp);
        }
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads must be within 1..64 but is " + threads);
        }
        ClientSettings.requirePositive("giveUpAfter", giveUpAfter);
    }

    /** By the protocol that suits each file, one thread, default client, a minute of patience. */
    public static ReplaySettings of(List<Path> files, double speedUp, StreamAddress stream, ApiSettings api) {
        return new ReplaySettings(
                files, speedUp, Protocol.AUTO, stream, api, ClientSettings.DEFAULT, 1, Duration.ofMinutes(1));
    }

    public ReplaySettings withProtocol(Protocol other) {
        return new ReplaySettings(files, speedUp, other, stream, api, client, threads, giveUpAfter);
    }

    public ReplaySettings withClient(ClientSettings other) {
        return new ReplaySettings(files, speedUp, protocol, stream, api, other, threads, giveUpAfter);
    }

    public ReplaySettings withGiveUpAfter(Duration patience) {
        return new ReplaySettings(files, speedUp, protocol, stream, api, client, threads, patience);
    }
}
