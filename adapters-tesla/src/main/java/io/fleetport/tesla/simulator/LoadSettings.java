package io.fleetport.tesla.simulator;

import java.time.Duration;
import java.util.Set;

/**
 * A made-up load.
 *
 * @param vehicles how many, 1 to 100,000; each holds a connection of its own
 * @param recordsPerSecond of all together; at most 1000 for each vehicle
 * @param duration how long records are sent, once every vehicle has tried to connect
 * @param warmUp for so long at the beginning of {@code duration} neither rate nor latencies are counted; in its first half
 *     the rate rises to the full one, so that a server that is not warm yet leaves no queue behind
 * @param valuesPerRecord signals in each record, 1 to 30
 * @param client window, back-off and patience of each vehicle
 * @param handshakesAtOnce most vehicles connecting at the same time
 * @param threads that carry the connections
 * @param giveUpAfter end when nothing at all moves for so long
 * @param misbehaviours done in turn instead of every hundredth record of each vehicle; may be empty
 */
public record LoadSettings(
        StreamAddress stream,
        int vehicles,
        double recordsPerSecond,
        Duration duration,
        Duration warmUp,
        int valuesPerRecord,
        ClientSettings client,
        int handshakesAtOnce,
        int threads,
        Duration giveUpAfter,
        Set<Misbehaviour> misbehaviours) {

    /** The event times of a vehicle are whole milliseconds and all different. */
    private static final double MOST_PER_VEHICLE = 1000;

    public LoadSettings {
        misbehaviours = Set.copyOf(misbehaviours);
        requireWithin("vehicles", vehicles, 1, 100_000);
        requireWithin("valuesPerRecord", valuesPerRecord, 1, LoopRecords.MOST_VALUES);
        requireWithin("handshakesAtOnce", handshakesAtOnce, 1, 10_000);
        requireWithin("threads", threads, 1, 64);
        ClientSettings.requirePositive("duration", duration);
        ClientSettings.requirePositive("giveUpAfter", giveUpAfter);
        if (!(recordsPerSecond > 0 && recordsPerSecond <= MOST_PER_VEHICLE * vehicles)) {
            throw new IllegalArgumentException(
                    "recordsPerSecond must be positive and at most 1000 for each vehicle but is " + recordsPerSecond);
        }
        if (warmUp.isNegative() || warmUp.compareTo(duration) >= 0) {
            throw new IllegalArgumentException("warmUp must be shorter than duration but is " + warmUp);
        }
    }

    /** Twenty values a record, 64 handshakes at a time, two threads, no warm-up and no misbehaviour. */
    public static LoadSettings of(StreamAddress stream, int vehicles, double recordsPerSecond, Duration duration) {
        return new LoadSettings(
                stream,
                vehicles,
                recordsPerSecond,
                duration,
                Duration.ZERO,
                20,
                ClientSettings.DEFAULT,
                64,
                2,
                Duration.ofSeconds(60),
                Set.of());
    }

    public LoadSettings withClient(ClientSettings other) {
        return new LoadSettings(
                stream,
                vehicles,
                recordsPerSecond,
                duration,
                warmUp,
                valuesPerRecord,
                other,
                handshakesAtOnce,
                threads,
                giveUpAfter,
                misbehaviours);
    }

    public LoadSettings withWarmUp(Duration uncounted) {
        return new LoadSettings(
                stream,
                vehicles,
                recordsPerSecond,
                duration,
                uncounted,
                valuesPerRecord,
                client,
                handshakesAtOnce,
                threads,
                giveUpAfter,
                misbehaviours);
    }

    public LoadSettings withMisbehaviours(Set<Misbehaviour> others) {
        return new LoadSettings(
                stream,
                vehicles,
                recordsPerSecond,
                duration,
                warmUp,
                valuesPerRecord,
                client,
                handshakesAtOnce,
                threads,
                giveUpAfter,
                others);
    }

    public LoadSettings withGiveUpAfter(Duration patience) {
        return new LoadSettings(
                stream,
                vehicles,
                recordsPerSecond,
                duration,
                warmUp,
                valuesPerRecord,
                client,
                handshakesAtOnce,
                threads,
                patience,
                misbehaviours);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be within " + least + ".." + most + " but is " + value);
        }
    }
}
