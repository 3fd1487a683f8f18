package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.out.RateLimits;
import io.fleetport.application.port.out.RateLimits.Bucket;
import io.fleetport.application.port.out.RateLimits.Kind;
import io.fleetport.application.port.out.RateLimits.Rate;
import io.fleetport.application.port.out.RateLimits.Verdict;
import io.fleetport.application.port.out.RateLimits.Wanted;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What any {@link RateLimits} must do. */
public interface RateLimitsContract {

    /** So slow that nothing comes back while a test runs. */
    double NEVER = 1e-6;

    RateLimits limits();

    @Test
    default void aBurstIsAllowedAndNoMore() {
        Bucket bucket = caller(anOrganization(), "a");
        Rate rate = new Rate(NEVER, 3);
        for (int left = 2; left >= 0; left--) {
            Verdict verdict = take(bucket, rate);
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(left);
            assertThat(verdict.fullAfterSeconds()).isBetween((3 - left) * 1_000_000L - 1_000, (3 - left) * 1_000_000L);
            assertThat(verdict.retryAfterSeconds()).isZero();
        }
        Verdict refused = take(bucket, rate);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfterSeconds()).isBetween(999_000L, 1_000_000L);
        assertThat(refused.fullAfterSeconds()).isBetween(2_999_000L, 3_000_000L);
    }

    @Test
    default void aBucketFillsUpAgain() {
        Bucket bucket = caller(anOrganization(), "a");
        Rate rate = new Rate(20, 2);
        boolean allowed = true;
        while (allowed) {
            allowed = take(bucket, rate).allowed();
        }
        await().until(() -> take(bucket, rate).allowed());
        await().untilAsserted(() ->
                assertThat(take(bucket, new Rate(1_000, 2)).remaining()).isEqualTo(1)); // full before the request
    }

    @Test
    default void bucketsOfOthersAreNotTouched() {
        OrganizationId acme = anOrganization();
        OrganizationId other = anOrganization();
        Rate rate = new Rate(NEVER, 1);
        assertThat(take(caller(acme, "a"), rate).allowed()).isTrue();
        assertThat(take(caller(acme, "a"), rate).allowed()).isFalse();
        assertThat(take(caller(acme, "b"), rate).allowed()).isTrue();
        assertThat(take(caller(other, "a"), rate).allowed()).isTrue();
        assertThat(take(new Bucket(acme, Kind.ORGANIZATION, ""), rate).allowed())
                .isTrue();
        assertThat(take(new Bucket(acme, Kind.ORGANIZATION, "a"), rate).allowed())
                .isTrue();
    }

    @Test
    default void whatIsRefusedTakesNothingFromTheBucketsBehindIt() {
        OrganizationId acme = anOrganization();
        Wanted mine = new Wanted(caller(acme, "a"), new Rate(NEVER, 1));
        Wanted ofAll = new Wanted(new Bucket(acme, Kind.ORGANIZATION, ""), new Rate(NEVER, 2));

        assertThat(limits().take(List.of(mine, ofAll)))
                .extracting(Verdict::allowed)
                .containsExactly(true, true);
        assertThat(limits().take(List.of(mine, ofAll)))
                .extracting(Verdict::allowed)
                .containsExactly(false);
        assertThat(limits().take(List.of(ofAll))).extracting(Verdict::allowed).containsExactly(true);
        assertThat(limits().take(List.of(ofAll))).extracting(Verdict::allowed).containsExactly(false);
    }

    @Test
    default void anotherRateCountsFromTheNextRequestOn() {
        Bucket bucket = caller(anOrganization(), "a");
        take(bucket, new Rate(NEVER, 10));
        assertThat(take(bucket, new Rate(NEVER, 3)).remaining()).isEqualTo(2);
        assertThat(take(bucket, new Rate(NEVER, 10)).remaining()).isEqualTo(1);
    }

    @Test
    default void manyAtOnceGetTheBurstTogether() {
        Bucket bucket = caller(anOrganization(), "a");
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> take(bucket, new Rate(NEVER, 10)).allowed()))
                .toList();
        assertThat(all.stream().filter(CompletableFuture::join).count()).isEqualTo(10);
    }

    static Bucket caller(OrganizationId organization, String name) {
        return new Bucket(organization, Kind.CALLER, name);
    }

    private Verdict take(Bucket bucket, Rate rate) {
        return limits().take(List.of(new Wanted(bucket, rate))).getFirst();
    }
}
