package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.rds.Logins.Login;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a login is read again. */
final class SecretLoginsTest {

    private static final Login OLD = new Login("fleet", "old");
    private static final Login NEW = new Login("fleet", "new");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger reads = new AtomicInteger();
    private Login secret = OLD;
    private boolean away;
    private final SecretLogins logins = new SecretLogins(OLD, this::read, Duration.ofMinutes(5), now::get);

    @Test
    void anOldLoginIsReadAgainOnlyNowAndThen() {
        secret = NEW;
        pass(299);
        assertThat(logins.current()).isEqualTo(OLD);
        pass(1);
        assertThat(logins.current()).isEqualTo(NEW);
        assertThat(logins.current()).isEqualTo(NEW);
        assertThat(reads).hasValue(1);
    }

    @Test
    void aRefusedLoginIsReadAgainAtOnceButNotForEachOfManyConnections() {
        secret = NEW;
        pass(10);
        assertThat(logins.after(OLD)).isEqualTo(NEW);
        assertThat(logins.after(OLD)).isEqualTo(NEW); // of a connection that was refused with the old one, too
        assertThat(logins.after(NEW)).isEqualTo(NEW); // which is refused as well
        assertThat(reads).hasValue(1);
        pass(1);
        assertThat(logins.after(NEW)).isEqualTo(NEW);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aLoginThatCannotBeReadStaysTheOneOfBefore() {
        away = true;
        pass(300);
        assertThat(logins.current()).isEqualTo(OLD);
        assertThat(logins.current()).isEqualTo(OLD);
        assertThat(reads).hasValue(1);
        away = false;
        secret = NEW;
        pass(1);
        assertThat(logins.after(OLD)).isEqualTo(NEW);
    }

    private Login read() {
        reads.incrementAndGet();
        if (away) {
            throw new PortUnavailable("away", new IllegalStateException());
        }
        return secret;
    }

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
