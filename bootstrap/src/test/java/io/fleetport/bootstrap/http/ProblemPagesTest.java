package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The types of problem the code knows, those it explains and those the pages list are the same. */
class ProblemPagesTest extends ServerTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(/problems/[a-z-]+)` \\| (\\d{3}) \\| (.+) \\|$", Pattern.MULTILINE);

    @Test
    void everyTypeIsExplainedWithoutAToken() throws Exception {
        for (ProblemType type : ProblemType.values()) {
            var answer = server.get(type.uri(), null);
            assertThat(answer.statusCode()).as(type.uri()).isEqualTo(200);
            JsonNode page = JSON.readTree(answer.body());
            assertThat(page.get("type").asText()).isEqualTo(type.uri());
            assertThat(page.get("status").asInt()).isEqualTo(type.status().getCode());
            assertThat(page.get("meaning").asText()).isNotBlank();
        }
        assertThat(JSON.readTree(server.get("/problems", null).body())
                        .get("count")
                        .asInt())
                .isEqualTo(ProblemType.values().length);
        assertProblem(server.get("/problems/nothing-of-the-kind", null), 404, "/problems/not-found");
    }

    @Test
    void thePageInTheDocumentationSaysTheSame() throws Exception {
        String page = Files.readString(Path.of("../docs/problems.md"));
        Set<String> listed = ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = new TreeSet<>();
        JSON.readTree(server.get("/problems", null).body())
                .get("problems")
                .forEach(type -> served.add(
                        type.get("type").asText() + " " + type.get("status").asText() + " "
                                + type.get("meaning").asText()));
        assertThat(listed).isEqualTo(served);
    }
}
