package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.rds.Logins;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A login that is kept as a secret elsewhere, and read again when a connection is made and it is of some age, or was refused.
 * What cannot be read again leaves the one of before. Safe to use from many threads.
 */
final class SecretLogins implements Logins {

    private static final Logger LOG = LoggerFactory.getLogger(SecretLogins.class);

    /** A wrong password fails each attempt of a pool: the service that keeps the secret must not be asked as often. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private final Supplier<Login> secret;
    private final Duration every;
    private final LongSupplier nanoTime;
    private Login known;
    private long askedAt;

    /**
     * @param first as it was read just now
     * @param secret reads it again
     * @param every after which it is read again, though nobody refused it
     * @param nanoTime as {@link System#nanoTime}
     */
    SecretLogins(Login first, Supplier<Login> secret, Duration every, LongSupplier nanoTime) {
        this.known = first;
        this.secret = secret;
        this.every = every;
        this.nanoTime = nanoTime;
        this.askedAt = nanoTime.getAsLong();
    }

    @Override
    public synchronized Login current() {
        readAgainAfter(every);
        return known;
    }

    @Override
    public synchronized Login after(Login refused) {
        if (known.equals(refused)) {
            readAgainAfter(LEAST_PAUSE);
        }
        return known;
    }

    private void readAgainAfter(Duration age) {
        long now = nanoTime.getAsLong();
        if (now - askedAt < age.toNanos()) {
            return;
        }
        askedAt = now;
        try {
            Login read = secret.get();
            if (!read.equals(known)) {
                LOG.info("the login for the database has changed");
                known = read;
            }
        } catch (PortUnavailable | PortRefused e) {
            LOG.warn("the login for the database stays the one of before: {}", e.getMessage());
        }
    }
}
