package io.fleetport.application.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.Usage.Amount;
import io.fleetport.application.port.out.Usage.Meter;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageMeterTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");

    private final Book book = new Book();
    private final Map<OrganizationId, Integer> connected = new HashMap<>();
    private Instant now = EIGHT.plusSeconds(3_590);
    private final UsageMeter meter = new UsageMeter(book, () -> connected, Duration.ofHours(1), new Moving());

    @Test
    void whatWasCountedIsWrittenOnceAndInItsHour() {
        meter.count(ACME, Meter.READINGS, 3);
        meter.count(ACME, Meter.READINGS, 4);
        meter.write();
        meter.write();
        now = EIGHT.plusSeconds(3_601);
        meter.count(ACME, Meter.READINGS, 1);
        meter.close();
        assertThat(book.written)
                .containsExactly(
                        new Amount(ACME, EIGHT, Meter.READINGS, 7),
                        new Amount(ACME, EIGHT.plusSeconds(3_600), Meter.READINGS, 1));
    }

    @Test
    void connectionsCountByTheSecond() {
        connected.put(ACME, 5);
        now = now.plusMillis(2_900);
        meter.write();
        now = now.plusMillis(200);
        meter.write();
        assertThat(book.written).extracting(Amount::amount).containsExactly(10L, 5L);
        assertThat(book.written).extracting(Amount::meter).containsOnly(Meter.CONNECTED_SECONDS);
    }

    @Test
    void whileTheStoreIsAwayNothingIsForgotten() {
        book.away = true;
        meter.count(ACME, Meter.REQUESTS, 2);
        meter.write();
        meter.count(ACME, Meter.REQUESTS, 1);
        meter.write();
        book.away = false;
        meter.write();
        meter.write();
        assertThat(book.written)
                .containsExactly(
                        new Amount(ACME, EIGHT, Meter.REQUESTS, 2), new Amount(ACME, EIGHT, Meter.REQUESTS, 1));
    }

    @Test
    void whatTheStoreDidNotAnswerForIsAddedAsWhatItWas() {
        book.away = true;
        meter.count(ACME, Meter.REQUESTS, 2);
        meter.write();
        meter.count(ACME, Meter.REQUESTS, 1);
        meter.write();
        assertThat(book.asked).hasSize(2);
        assertThat(book.asked.getLast()).isEqualTo(book.asked.getFirst());
    }

    @Test
    void whatTheStoreRefusesHoldsNothingUp() {
        book.refuses = true;
        meter.count(ACME, Meter.REQUESTS, 2);
        meter.write();
        book.refuses = false;
        meter.count(ACME, Meter.REQUESTS, 1);
        meter.write();
        assertThat(book.written).containsExactly(new Amount(ACME, EIGHT, Meter.REQUESTS, 1));
    }

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record Asked(UUID id, List<Amount> amounts) {}

    private static final class Book implements Usage {
        private final List<Asked> asked = new ArrayList<>();
        private final List<Amount> written = new ArrayList<>();
        private boolean away;
        private boolean refuses;

        @Override
        public void add(UUID id, List<Amount> amounts) {
            asked.add(new Asked(id, amounts));
            if (refuses) {
                throw new IllegalStateException("refused");
            }
            if (away) {
                throw new PortUnavailable("away", new IllegalStateException());
            }
            written.addAll(amounts);
        }

        @Override
        public List<Amount> of(OrganizationId organization, Instant from, Instant until) {
            return List.of();
        }
    }
}
