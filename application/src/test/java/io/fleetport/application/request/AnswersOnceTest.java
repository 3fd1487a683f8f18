package io.fleetport.application.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.memory.InMemoryIdempotentAnswers;
import io.fleetport.application.port.in.AnswerOnce.Beginning;
import io.fleetport.application.port.in.AnswerOnce.Request;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswersOnceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] ANSWER = "a secret that is shown once".getBytes(StandardCharsets.UTF_8);

    private final Seen store = new Seen();
    private final AnswersOnce once = at(NOW);

    /** The store in memory, with an eye on what it is given. */
    private static final class Seen implements IdempotentAnswers {
        private final IdempotentAnswers kept = new InMemoryIdempotentAnswers();
        private final List<String> texts = new ArrayList<>();

        @Override
        public Claim claim(Request request, String fingerprint, Instant now, Instant abandonedBefore, Instant until) {
            texts.add(request.digest());
            texts.add(fingerprint);
            return kept.claim(request, fingerprint, now, abandonedBefore, until);
        }

        @Override
        public void keep(Request request, String fingerprint, byte[] answer) {
            texts.add(new String(answer, StandardCharsets.ISO_8859_1));
            kept.keep(request, fingerprint, answer);
        }

        @Override
        public void release(Request request, String fingerprint) {
            kept.release(request, fingerprint);
        }

        @Override
        public int forget(Instant now, int most) {
            return kept.forget(now, most);
        }
    }

    @Test
    void theAnswerIsRepeatedToWhoAsksTheSame() {
        assertThat(once.begin(request("me", "key", "body"))).isEqualTo(new Beginning.CarryOut());
        once.answered(request("me", "key", "body"), ANSWER);
        assertThat(once.begin(request("me", "key", "body")))
                .isInstanceOfSatisfying(Beginning.Repeat.class, repeat -> assertThat(repeat.answer())
                        .isEqualTo(ANSWER));
        assertThat(once.begin(request("me", "key", "other"))).isEqualTo(new Beginning.AnotherRequest());
        assertThat(once.begin(request("you", "key", "body"))).isEqualTo(new Beginning.CarryOut());
    }

    @Test
    void theStoreLearnsNeitherKeyNorAnswer() {
        once.begin(request("me", "my-own-key", "body"));
        once.answered(request("me", "my-own-key", "body"), ANSWER);
        assertThat(store.texts).hasSize(3).noneMatch(text -> text.contains("my-own-key") || text.contains("secret"));
    }

    @Test
    void aLostRequestCanBeTriedAgainAfterThePatience() {
        once.begin(request("me", "key", "body"));
        assertThat(at(NOW.plusSeconds(60)).begin(request("me", "key", "body"))).isEqualTo(new Beginning.Underway());
        assertThat(at(NOW.plusSeconds(61)).begin(request("me", "key", "body"))).isEqualTo(new Beginning.CarryOut());
    }

    @Test
    void whatWasAbandonedIsFree() {
        once.begin(request("me", "key", "body"));
        once.abandoned(request("me", "key", "body"));
        assertThat(once.begin(request("me", "key", "corrected"))).isEqualTo(new Beginning.CarryOut());
    }

    @Test
    void anAnswerOpensWithItsOwnKeyOnly() {
        byte[] sealed = AnswerSeal.of(request("me", "key", "body")).close(ANSWER);
        assertThat(AnswerSeal.of(request("me", "key", "other")).open(sealed)).contains(ANSWER);
        assertThat(AnswerSeal.of(request("me", "another", "body")).open(sealed)).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(AnswerSeal.of(request("me", "key", "body")).open(sealed)).isEmpty();
        assertThat(AnswerSeal.of(request("me", "key", "body")).open(new byte[3]))
                .isEmpty();
    }

    private AnswersOnce at(Instant now) {
        return new AnswersOnce(store, Duration.ofDays(1), Duration.ofSeconds(60), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Request request(String subject, String key, String content) {
        Caller caller = new Caller(new OrganizationId("acme"), subject, Set.of(), null, null, Origin.SELF);
        return new Request(caller, "POST /somewhere", key, content.getBytes(StandardCharsets.UTF_8));
    }
}
