package io.fleetport.bootstrap.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.bootstrap.http.ProblemType;
import io.micronaut.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes between events and the service, by itself. */
class EventsTest {

    private final JsonMapper json = JsonMapper.createDefault();

    @ParameterizedTest
    @CsvSource({
        "/api/v1/trips, '', /api/v1/trips",
        "/a b/ü, '', /a%20b/%C3%BC",
        "/a%2Fb, x=%20&y=a+b, /a%2Fb?x=%20&y=a+b",
        "/100%, q=50%, /100%25?q=50%25",
        "'/a?b#c', '', /a%3Fb%23c",
        "'', '', /",
        "'/a\r\nX: y', '', /a%0D%0AX:%20y",
    })
    void aTargetIsWrittenAsHttpHasIt(String path, String query, String written) {
        assertThat(RequestTarget.of(path, query)).isEqualTo(written);
    }

    @Test
    void aHeaderThatWouldBeTwoIsAProblem() throws Exception {
        String event = FunctionRig.event("http-get").replace("fleet-desk/4.2", "a\\r\\nX: y");
        ProxyEvent request = ProxyEvent.of(EventTree.read(json, event.getBytes(StandardCharsets.UTF_8)), "id");

        assertThatThrownBy(request::request).isInstanceOfSatisfying(Unanswerable.class, e -> assertThat(e.type())
                .isEqualTo(ProblemType.BAD_REQUEST));
    }

    @Test
    void aRequestKeepsWhatTheClientSaid() throws Exception {
        ProxyEvent request = ProxyEvent.of(
                EventTree.read(json, FunctionRig.event("http-get").getBytes(StandardCharsets.UTF_8)), "id");

        assertThat(request.request().uri()).isEqualTo("/api/v1/vehicles?limit=5&q=van%201%2F2");
        assertThat(request.request().headers().getAll("cookie")).containsExactly("theme=dark; region=eu");
        assertThat(request.request().headers().getAll(ExecutionEnvironment.CLIENT_ADDRESS))
                .containsExactly("203.0.113.77");
        assertThat(request.request().headers().get("x-request-id")).isEqualTo("id");
    }

    @Test
    void cookiesAndHeadersThatComeTwiceAreKept() throws Exception {
        byte[] written = ProxyAnswer.of(
                json,
                new LoopbackAnswer(
                        200,
                        List.of(
                                Map.entry("Set-Cookie", "a=1"),
                                Map.entry("Set-Cookie", "b=2"),
                                Map.entry("Link", "<1>"),
                                Map.entry("Link", "<2>"),
                                Map.entry("Content-Type", "image/png")),
                        new byte[] {(byte) 0x89, 0x50}));

        JsonNode answer = new ObjectMapper().readTree(written);
        assertThat(answer.get("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
        assertThat(answer.at("/headers/link").asText()).isEqualTo("<1>, <2>");
        assertThat(answer.get("isBase64Encoded").asBoolean()).isTrue();
        assertThat(answer.get("body").asText()).isEqualTo("iVA=");
    }

    @Test
    void anAnswerThatIsTooLargeInBase64IsAProblem() {
        LoopbackAnswer answer = new LoopbackAnswer(200, List.of(), new byte[5_000_000]);

        assertThatThrownBy(() -> ProxyAnswer.of(json, answer))
                .isInstanceOfSatisfying(
                        Unanswerable.class, e -> assertThat(e.type()).isEqualTo(ProblemType.ANSWER_TOO_LARGE));
    }

    @Test
    void ofAQueueWhatFailedComesAgain() {
        assertThat(batch(RecordBatch.Source.QUEUE, "", "", "").failures(place -> place != 1))
                .containsExactly("1");
    }

    @Test
    void ofAGroupWhatFailedIsNotOvertaken() {
        assertThat(batch(RecordBatch.Source.QUEUE, "a", "b", "a", "b").failures(place -> place != 0))
                .containsExactly("0", "2");
    }

    @Test
    void ofAStreamAllComesAgainFromTheFirstThatFailed() {
        assertThat(batch(RecordBatch.Source.STREAM, "", "", "").failures(place -> place == 0))
                .containsExactly("1");
    }

    private static RecordBatch batch(RecordBatch.Source source, String... groups) {
        List<RecordBatch.Item> items = new ArrayList<>();
        for (String group : groups) {
            items.add(new RecordBatch.Item(Integer.toString(items.size()), group, new byte[0]));
        }
        return new RecordBatch(source, items);
    }
}
