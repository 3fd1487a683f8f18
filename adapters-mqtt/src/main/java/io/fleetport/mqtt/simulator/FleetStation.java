package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A made-up station between its model, which one thread lets live, and its link, which takes what it says. Commands come in by
 * any thread and are taken by the model's.
 */
final class FleetStation implements MessageSource, Journal.Sink, StationModel.Line {

    private final StationTopics topics;
    private final StationClock clock;
    private final Tally tally;
    private final int mostKept;
    private final StationModel model;
    private final Queue<Outgoing> said = new ConcurrentLinkedQueue<>();
    private final Queue<StationCommand> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile @Nullable StationLink link;
    private volatile boolean silent;

    FleetStation(String stationId, StationFleetSettings settings, StationClock clock, Duration first, Tally tally) {
        this.topics = new StationTopics(stationId);
        this.clock = clock;
        this.tally = tally;
        this.mostKept = settings.mostKept();
        this.model = new StationModel(stationId, settings, clock.begin(), first, this, this);
    }

    StationTopics topics() {
        return topics;
    }

    /** Where what is said goes; before the first {@link #live}. */
    void speakTo(StationLink to) {
        link = to;
    }

    /** Lets everything happen that is due, unless too much is unsent already. By one thread. */
    void live() {
        StationLink to = link;
        if (to == null || silent) {
            return;
        }
        Instant now = clock.now();
        boolean spoke = false;
        while (kept.get() < mostKept && model.hasDue(now)) {
            model.runNext();
            spoke = true;
        }
        for (StationCommand command = asked.poll(); command != null; command = asked.poll()) {
            model.take(command, now);
            spoke = true;
        }
        if (spoke) {
            to.wake();
        }
    }

    /** Says nothing more. */
    void fallSilent() {
        silent = true;
    }

    void asked(byte[] message) {
        tally.commands.increment();
        StationCommand.read(message).ifPresent(asked::add);
    }

    @Override
    public void say(String topic, Instant at, byte[] payload) {
        tally.planned.increment();
        kept.incrementAndGet();
        said.add(new Outgoing(topic, at, payload, System.nanoTime() - Math.max(0, clock.nanosSince(at))));
    }

    @Override
    public void drop(Duration away) {
        StationLink to = link;
        if (to != null) {
            to.drop(away);
        }
    }

    @Override
    public @Nullable Outgoing next() {
        Outgoing next = said.poll();
        if (next != null) {
            kept.decrementAndGet();
        }
        return next;
    }

    @Override
    public boolean exhausted() {
        return silent && said.isEmpty();
    }
}
