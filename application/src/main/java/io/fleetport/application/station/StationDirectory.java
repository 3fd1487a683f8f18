package io.fleetport.application.station;

import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose station is it? All owners are held in memory; a station that is not among them is looked up behind the caller's
 * back, so that asking never blocks and never fails. A station stays its owner's for good. Safe to use from many threads.
 */
public final class StationDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StationDirectory.class);

    /** More unknown stations than this at once are looked up by reading all owners. */
    private static final int MANY = 32;

    /** Answers that a station is nobody's, remembered at most. */
    private static final int MOST_ABSENT = 100_000;

    /** The answer. */
    public sealed interface Owner {}

    /** The station is this organization's, or may become so by what it says. */
    public record Belongs(OrganizationId organization) implements Owner {}

    /** Nobody has registered the station, and nobody takes newcomers. */
    public record Unregistered() implements Owner {}

    /** It is being found out: ask again when {@link #whenKnown} calls. */
    public record NotKnownYet() implements Owner {}

    private static final Owner NOT_KNOWN_YET = new NotKnownYet();

    private final Stations stations;
    private final DirectorySettings settings;
    private final Owner newcomer;
    private final Map<StationId, Owner> owners = new ConcurrentHashMap<>();
    /** Until when (nanoseconds of {@link System#nanoTime}) a station counts as nobody's. */
    private final Map<StationId, Long> absent = new ConcurrentHashMap<>();

    private final Object lock = new Object();
    /** What is being looked up, and who waits for it. */
    private final Map<StationId, List<Runnable>> asked = new HashMap<>();

    private final ScheduledExecutorService lookups = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("station-directory").factory());
    /** Whether a later look-up is due because the store was away. Used by the thread of the look-ups. */
    private boolean retrying;

    private StationDirectory(Stations stations, DirectorySettings settings) {
        this.stations = stations;
        this.settings = settings;
        this.newcomer = settings.newcomers() == null ? new Unregistered() : new Belongs(settings.newcomers());
    }

    /** Reads all owners. When the store is away each station is looked up once it is asked for. */
    public static StationDirectory open(Stations stations, DirectorySettings settings) {
        StationDirectory directory = new StationDirectory(stations, settings);
        try {
            directory.readAll();
        } catch (RuntimeException e) {
            LOG.warn("Owners of stations cannot be read yet, they are looked up one by one: {}", e.getMessage());
        }
        return directory;
    }

    public Owner ownerOf(StationId station) {
        Owner known = owners.get(station);
        if (known != null) {
            return known;
        }
        Long until = absent.get(station);
        if (until != null && System.nanoTime() - until < 0) {
            return newcomer;
        }
        lookUp(station);
        return NOT_KNOWN_YET;
    }

    /** Runs {@code resume} once, on some thread, as soon as {@link #ownerOf} is likely to know the station. */
    public void whenKnown(StationId station, Runnable resume) {
        synchronized (lock) {
            List<Runnable> waiting = asked.get(station);
            if (waiting != null) {
                waiting.add(resume);
                return;
            }
        }
        resume.run();
    }

    /** Takes note of an owner at once. */
    public void registered(StationId station, OrganizationId organization) {
        owners.put(station, new Belongs(organization));
        absent.remove(station);
        answered(List.of(station));
    }

    /** Those who wait are not called any more. */
    @Override
    public void close() {
        lookups.shutdownNow();
    }

    private void lookUp(StationId station) {
        synchronized (lock) {
            if (asked.putIfAbsent(station, new ArrayList<>()) != null) {
                return;
            }
        }
        try {
            lookups.execute(() -> {
                if (!retrying) {
                    answerAsked(false);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("A station is asked for after the end");
        }
    }

    /** One pass answers all that is asked by then; a later one may find nothing left to do. */
    private void answerAsked(boolean again) {
        List<StationId> open;
        synchronized (lock) {
            open = List.copyOf(asked.keySet());
        }
        if (open.isEmpty()) {
            retrying = false;
            return;
        }
        try {
            if (open.size() > MANY) {
                readAll();
            } else {
                open.forEach(station -> stations.ownerOf(station).ifPresent(owner -> know(station, owner)));
            }
        } catch (RuntimeException e) {
            tryLater(e, again);
            return;
        }
        retrying = false;
        remember(open);
        answered(open);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a look-up catches what the store throws, and tries again by itself
    private void tryLater(RuntimeException e, boolean again) {
        if (!again) {
            LOG.warn("Owners of stations cannot be looked up, their messages wait: {}", e.getMessage());
        }
        retrying = true;
        try {
            lookups.schedule(() -> answerAsked(true), settings.retryAfter().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("The directory was closed while the store was away");
        }
    }

    private void readAll() {
        stations.owners().forEach(this::know);
    }

    private void know(StationId station, OrganizationId organization) {
        owners.putIfAbsent(station, new Belongs(organization));
    }

    private void remember(List<StationId> open) {
        if (absent.size() + open.size() > MOST_ABSENT) {
            absent.clear();
        }
        long until = System.nanoTime() + settings.absentFor().toNanos();
        for (StationId station : open) {
            if (owners.containsKey(station)) {
                absent.remove(station);
            } else {
                absent.put(station, until);
            }
        }
    }

    private void answered(List<StationId> answers) {
        List<Runnable> resumed = new ArrayList<>();
        synchronized (lock) {
            for (StationId station : answers) {
                List<Runnable> waiting = asked.remove(station);
                if (waiting != null) {
                    resumed.addAll(waiting);
                }
            }
        }
        resumed.forEach(StationDirectory::run);
    }

    /** One that fails must not keep the others waiting. */
    private static void run(Runnable resume) {
        try {
            resume.run();
        } catch (RuntimeException e) {
            LOG.error("Resuming a source failed", e);
        }
    }
}
