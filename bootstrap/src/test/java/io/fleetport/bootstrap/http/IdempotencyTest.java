package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.station.StationState;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A POST that is sent again with the same key is carried out once. */
class IdempotencyTest extends ServerTest {

    private static final String COMMANDS = "/api/v1/stations/S-1/commands";
    private static final String RESTART = "{\"command\": \"restart\"}";

    @BeforeEach
    void aStation() {
        forecourt.station("S-1");
    }

    @Test
    void theSameRequestIsCarriedOutOnceAndAnsweredAlike() throws Exception {
        HttpResponse<String> first = command("k-1", RESTART);
        HttpResponse<String> again = command("k-1", RESTART);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(server.channel.taken()).hasSize(1);
    }

    @Test
    void withoutAKeyOrWithAnotherEachIsCarriedOut() throws Exception {
        server.send("POST", COMMANDS, server.token(Role.DISPATCHER), RESTART);
        server.send("POST", COMMANDS, server.token(Role.DISPATCHER), RESTART);
        command("k-1", RESTART);
        command("k-2", RESTART);
        assertThat(server.channel.taken()).hasSize(4);
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflict() throws Exception {
        command("k-1", RESTART);
        assertProblem(
                command("k-1", "{\"command\": \"reserve_slot\", \"slot_id\": \"1\"}"),
                409,
                "/problems/idempotency-conflict");
        assertThat(server.channel.taken()).hasSize(1);
    }

    @Test
    void keysOfCallersAndOperationsDoNotMeet() throws Exception {
        forecourt.station("S-2");
        forecourt.station(OTHER, "S-3", StationState.NOTHING_HEARD);
        command("k-1", RESTART);
        String token = server.token(Role.DISPATCHER);
        assertThat(replayed(
                        server.send("POST", "/api/v1/stations/S-2/commands", token, RESTART, "Idempotency-Key", "k-1")))
                .isFalse();
        String theirs = server.token(OTHER, Role.DISPATCHER);
        assertThat(replayed(server.send(
                        "POST", "/api/v1/stations/S-3/commands", theirs, RESTART, "Idempotency-Key", "k-1")))
                .isFalse();
        assertProblem(
                server.send("POST", COMMANDS, theirs, RESTART, "Idempotency-Key", "k-1"), 404, "/problems/not-found");
        assertThat(server.channel.taken()).hasSize(3);
    }

    @Test
    void aRefusalTakesNoKey() throws Exception {
        assertProblem(command("k-1", "{\"command\": \"explode\"}"), 400, "/problems/validation");
        assertThat(command("k-1", RESTART).statusCode()).isEqualTo(202);
        assertThat(replayed(command("k-1", RESTART))).isTrue();
    }

    @Test
    void whoAsksWhileItIsUnderwayIsToldToWait() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                asked.add(threads.submit(() -> command("k-1", RESTART)));
            }
            for (Future<HttpResponse<String>> each : asked) {
                answers.add(each.get());
            }
        }
        assertThat(server.channel.taken()).hasSize(1);
        for (HttpResponse<String> answer : answers) {
            if (answer.statusCode() == 409) {
                assertProblem(answer, 409, "/problems/idempotency-underway");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            } else {
                assertThat(answer.statusCode()).isEqualTo(202);
            }
        }
        assertThat(answers).anyMatch(answer -> answer.statusCode() == 202);
    }

    @Test
    void aKeyThatIsNoneIsNamed() throws Exception {
        for (String key : List.of("a b", "x".repeat(256), "")) {
            var problem = assertProblem(command(key, RESTART), 400, "/problems/validation");
            assertThat(problem.get("errors").get(0).get("field").asText()).isEqualTo("Idempotency-Key");
        }
        assertThat(server.channel.taken()).isEmpty();
    }

    private HttpResponse<String> command(String key, String body) throws Exception {
        return server.send("POST", COMMANDS, server.token(Role.DISPATCHER), body, "Idempotency-Key", key);
    }

    private static boolean replayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }
}
