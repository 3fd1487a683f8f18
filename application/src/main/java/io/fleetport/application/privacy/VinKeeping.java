package io.fleetport.application.privacy;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the VIN of every vehicle that proves itself by certificate into the vault, behind its pseudonym and never in its way:
 * the connection goes on at once, and keeping is tried until it works. Safe to use from many threads.
 */
public final class VinKeeping implements Pseudonyms, AutoCloseable {

    /** The name space of names that are VINs. */
    public static final String VIN_SCHEME = "vin";

    private static final Logger LOG = LoggerFactory.getLogger(VinKeeping.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Vehicles that wait to be kept; about 5 MB. One too many is kept when it connects the next time. */
    private static final int MOST_WAITING = 50_000;

    /** Vehicles remembered as kept, so that coming back costs nothing; past it everything is forgotten and kept again. */
    private static final int MOST_REMEMBERED = 500_000;

    private final Pseudonyms pseudonyms;
    private final VinVault vault;
    private final VinSealing sealing;
    private final PrivacyBook book;
    private final Set<VehicleKey> kept = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Arrival> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile int edition;

    private record Arrival(VehicleKey key, String vin) {
        @Override
        public String toString() {
            return "Arrival[" + key.vehicle() + "]";
        }
    }

    public VinKeeping(Pseudonyms pseudonyms, VinVault vault, DataKeyRing keys, PrivacyBook book) {
        this.pseudonyms = pseudonyms;
        this.vault = vault;
        this.sealing = new VinSealing(keys);
        this.book = book;
        this.thread = Thread.ofVirtual().name("vin-keeping").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public VehicleId of(OrganizationId organization, String scheme, String outsideName) {
        VehicleId vehicle = pseudonyms.of(organization, scheme, outsideName);
        if (scheme.equals(VIN_SCHEME)) {
            VehicleKey key = new VehicleKey(organization, vehicle);
            if (book.edition() != edition) { // a vehicle that was erased and let in again must be kept again
                edition = book.edition();
                kept.clear();
            }
            if (!kept.contains(key) && !book.isErased(key)) {
                waiting.offer(new Arrival(key, outsideName));
            }
        }
        return vehicle;
    }

    private void run() {
        try {
            while (true) {
                keep(waiting.take());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Arrival arrival) throws InterruptedException {
        while (kept.add(arrival.key())) {
            try {
                if (vault.find(arrival.key()).isEmpty()) {
                    vault.keep(arrival.key(), sealing.seal(arrival.key(), arrival.vin()));
                }
                if (kept.size() > MOST_REMEMBERED) {
                    kept.clear();
                }
                return;
            } catch (PortUnavailable away) {
                kept.remove(arrival.key());
                LOG.warn("the VIN of a vehicle has to wait: {}", away.getMessage());
                Thread.sleep(PAUSE);
            } catch (RuntimeException unexpected) {
                kept.remove(arrival.key());
                LOG.error(
                        "the VIN of vehicle {} could not be kept", arrival.key().vehicle(), unexpected);
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
