package io.fleetport.application.request;

import io.fleetport.application.port.in.AnswerOnce;
import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.IdempotentAnswers.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps answers under a digest of who asked what, sealed with the sender's own key for the request: a store that is read
 * by someone else tells neither keys nor answers, which may hold a secret that is shown only once.
 */
public final class AnswersOnce implements AnswerOnce {

    private final IdempotentAnswers answers;
    private final Duration kept;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param kept how long an answer is kept
     * @param patience after which a request whose answer never came is taken for lost with its process
     */
    public AnswersOnce(IdempotentAnswers answers, Duration kept, Duration patience, Clock clock) {
        this.answers = answers;
        this.kept = kept;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Beginning begin(Request request) {
        Instant now = clock.instant();
        AnswerSeal seal = AnswerSeal.of(request);
        Claim claim = answers.claim(named(request, seal), seal.fingerprint(), now, now.minus(patience), now.plus(kept));
        return switch (claim) {
            case Claim.Granted granted -> new Beginning.CarryOut();
            case Claim.Underway underway -> new Beginning.Underway();
            case Claim.Different different -> new Beginning.AnotherRequest();
            case Claim.Answered answered -> repeat(seal, answered.answer());
        };
    }

    @Override
    public void answered(Request request, byte[] answer) {
        AnswerSeal seal = AnswerSeal.of(request);
        answers.keep(named(request, seal), seal.fingerprint(), seal.close(answer));
    }

    @Override
    public void abandoned(Request request) {
        AnswerSeal seal = AnswerSeal.of(request);
        answers.release(named(request, seal), seal.fingerprint());
    }

    private static Beginning repeat(AnswerSeal seal, byte[] sealed) {
        Optional<byte[]> answer = seal.open(sealed);
        // What cannot be opened was not written by us: never taken for an answer.
        return answer.<Beginning>map(Beginning.Repeat::new).orElseGet(Beginning.AnotherRequest::new);
    }

    private static IdempotentAnswers.Request named(Request request, AnswerSeal seal) {
        return new IdempotentAnswers.Request(request.caller().organization(), seal.digest());
    }
}
