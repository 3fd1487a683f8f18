package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.IdempotentAnswers.Claim;
import io.fleetport.application.port.out.IdempotentAnswers.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What any {@link IdempotentAnswers} must do. */
public interface IdempotentAnswersContract extends StoreContract {

    Duration DAY = Duration.ofDays(1);
    byte[] ANSWER = {1, 2, 0, -1};

    @Test
    default void anAnswerComesBackToWhoAsksTheSameAgain() {
        Request request = aRequest();
        assertThat(claim(request, "f", NOW)).isEqualTo(new Claim.Granted());
        answers().keep(request, "f", ANSWER);

        assertThat(claim(request, "f", NOW.plusSeconds(60)))
                .isInstanceOfSatisfying(
                        Claim.Answered.class, kept -> assertThat(kept.answer()).isEqualTo(ANSWER));
    }

    @Test
    default void whatIsUnderwayIsNotGrantedTwice() {
        Request request = aRequest();
        claim(request, "f", NOW);

        assertThat(claim(request, "f", NOW.plusSeconds(1))).isEqualTo(new Claim.Underway());
    }

    @Test
    default void anotherContentIsToldApartBeforeAndAfterTheAnswer() {
        Request request = aRequest();
        claim(request, "f", NOW);
        assertThat(claim(request, "g", NOW)).isEqualTo(new Claim.Different());
        answers().keep(request, "f", ANSWER);
        assertThat(claim(request, "g", NOW)).isEqualTo(new Claim.Different());
    }

    @Test
    default void organizationsDoNotMeet() {
        Request ours = aRequest();
        claim(ours, "f", NOW);
        answers().keep(ours, "f", ANSWER);

        assertThat(claim(new Request(anOrganization(), ours.digest()), "f", NOW))
                .isEqualTo(new Claim.Granted());
    }

    @Test
    default void whatWasReleasedCanBeClaimedButAnAnswerStays() {
        Request request = aRequest();
        claim(request, "f", NOW);
        answers().release(request, "f");
        assertThat(claim(request, "g", NOW)).isEqualTo(new Claim.Granted());

        answers().keep(request, "g", ANSWER);
        answers().release(request, "g");
        assertThat(claim(request, "g", NOW)).isInstanceOf(Claim.Answered.class);
    }

    @Test
    default void anAnswerIsKeptOnlyForTheRequestThatWasClaimed() {
        Request request = aRequest();
        answers().keep(request, "f", ANSWER);
        assertThat(claim(request, "f", NOW)).isEqualTo(new Claim.Granted());
        answers().keep(request, "g", ANSWER);
        assertThat(claim(request, "f", NOW)).isEqualTo(new Claim.Underway());
    }

    @Test
    default void whatEndedIsClaimedAnew() {
        Request request = aRequest();
        claim(request, "f", NOW);
        answers().keep(request, "f", ANSWER);
        assertThat(claim(request, "g", NOW.plus(DAY).minusSeconds(1))).isEqualTo(new Claim.Different());
        assertThat(claim(request, "g", NOW.plus(DAY))).isEqualTo(new Claim.Granted());
        assertThat(claim(request, "g", NOW.plus(DAY))).isEqualTo(new Claim.Underway());
    }

    @Test
    default void whoDiedWithoutAnAnswerDoesNotBlockItForEver() {
        Request request = aRequest();
        claim(request, "f", NOW);
        Instant later = NOW.plusSeconds(120);
        assertThat(answers().claim(request, "f", later, NOW, later.plus(DAY))).isEqualTo(new Claim.Underway());
        assertThat(answers().claim(request, "f", later, NOW.plusSeconds(1), later.plus(DAY)))
                .isEqualTo(new Claim.Granted());
    }

    @Test
    default void endedOnesAndTheOldestOfTooManyAreForgotten() {
        // Long after what other tests keep has ended.
        Instant then = NOW.plus(Duration.ofDays(1_000));
        Request ended = aRequest();
        claim(ended, "f", then.minus(DAY));
        var organization = anOrganization();
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Request request = new Request(organization, "r" + i);
            requests.add(request);
            claim(request, "f", then.plusSeconds(i));
            answers().keep(request, "f", ANSWER);
        }

        assertThat(answers().forget(then.plusSeconds(10), 2)).isGreaterThanOrEqualTo(2);
        assertThat(answers().forget(then.plusSeconds(10), 2)).isZero();
        assertThat(claim(requests.get(1), "f", then.plusSeconds(10))).isInstanceOf(Claim.Answered.class);
        assertThat(claim(requests.get(2), "f", then.plusSeconds(10))).isInstanceOf(Claim.Answered.class);
        assertThat(claim(requests.get(0), "f", then.plusSeconds(10))).isEqualTo(new Claim.Granted());
    }

    @Test
    default void ofManyAtOnceOneIsGranted() throws Exception {
        Request request = aRequest();
        List<Callable<Claim>> claimants = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            claimants.add(() -> claim(request, "f", NOW));
        }
        List<Claim> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Claim> claim : threads.invokeAll(claimants)) {
                claims.add(claim.get());
            }
        }
        assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.Underway.class::isInstance).hasSize(7);
    }

    private Claim claim(Request request, String fingerprint, Instant now) {
        return answers().claim(request, fingerprint, now, now.minusSeconds(60), now.plus(DAY));
    }

    private IdempotentAnswers answers() {
        return stores().idempotentAnswers();
    }

    private static Request aRequest() {
        return new Request(anOrganization(), "5f2b");
    }
}
