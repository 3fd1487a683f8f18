package io.fleetport.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Usage.Amount;
import io.fleetport.application.port.out.Usage.Meter;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@code Usage} does. */
public interface UsageContract extends StoreContract {

    Instant HOUR = Sample.NOW.truncatedTo(ChronoUnit.HOURS);

    @Test
    default void amountsOfAnHourAddUp() {
        OrganizationId organization = Sample.anOrganization();
        add(new Amount(organization, HOUR, Meter.READINGS, 5));
        add(
                new Amount(organization, HOUR, Meter.READINGS, 7),
                new Amount(organization, HOUR, Meter.RAW_BYTES, 3_000_000_000L));
        assertThat(of(organization, HOUR, HOUR.plusSeconds(1)))
                .containsExactly(
                        new Amount(organization, HOUR, Meter.READINGS, 12),
                        new Amount(organization, HOUR, Meter.RAW_BYTES, 3_000_000_000L));
    }

    @Test
    default void hoursAreInOrderAndTheirBoundsHalfOpen() {
        OrganizationId organization = Sample.anOrganization();
        for (int hour : List.of(2, 0, 1)) {
            add(new Amount(organization, HOUR.plus(hour, ChronoUnit.HOURS), Meter.REQUESTS, hour + 1));
        }
        assertThat(of(organization, HOUR, HOUR.plus(2, ChronoUnit.HOURS)))
                .extracting(Amount::amount)
                .containsExactly(1L, 2L);
        assertThat(of(organization, HOUR.plusSeconds(1), HOUR.plus(3, ChronoUnit.HOURS)))
                .extracting(Amount::amount)
                .containsExactly(2L, 3L);
    }

    @Test
    default void usageOfAnotherOrganizationIsItsOwn() {
        OrganizationId ours = Sample.anOrganization();
        OrganizationId theirs = Sample.anOrganization();
        add(new Amount(ours, HOUR, Meter.READINGS, 1), new Amount(theirs, HOUR, Meter.READINGS, 2));
        assertThat(of(ours, HOUR, HOUR.plusSeconds(1))).containsExactly(new Amount(ours, HOUR, Meter.READINGS, 1));
    }

    @Test
    default void theSameAmountsAgainCountOnce() {
        OrganizationId ours = Sample.anOrganization();
        OrganizationId theirs = Sample.anOrganization();
        List<Amount> amounts =
                List.of(new Amount(ours, HOUR, Meter.READINGS, 5), new Amount(theirs, HOUR, Meter.READINGS, 2));
        UUID id = UUID.randomUUID();

        stores().usage().add(id, amounts);
        stores().usage().add(id, amounts);

        assertThat(of(ours, HOUR, HOUR.plusSeconds(1))).containsExactly(amounts.getFirst());
        assertThat(of(theirs, HOUR, HOUR.plusSeconds(1))).containsExactly(amounts.getLast());
    }

    private void add(Amount... amounts) {
        stores().usage().add(UUID.randomUUID(), List.of(amounts));
    }

    private List<Amount> of(OrganizationId organization, Instant from, Instant until) {
        return stores().usage().of(organization, from, until);
    }
}
