package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page for hardware vendors tells one to type, typed as it stands there, but for the ports and the data folder. */
@Order(3)
class StationQuickStartIT {

    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path home;

    @Test
    void theDocumentedCommandsBringAFirstMessageInAndACommandOut() throws Exception {
        for (String program : List.of("openssl", "curl", "jq", "mosquitto_pub", "mosquitto_sub")) {
            assumeTrue(isInstalled(program), program + " is not installed");
        }
        String page = Files.readString(Path.of("../docs/stations.md"));
        String quickStart = page.substring(page.indexOf("## Quick start"), page.indexOf("## telemetry"));
        List<String> commands = COMMANDS.matcher(quickStart)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(commands).hasSize(6);
        try (ServerProcess server = ServerProcess.start(new Launcher(home), home)) {
            String script = String.join("\n", commands.subList(0, 5));

            assertThat(sh(here(script, server), home.resolve("start.log"))).isZero();

            JsonNode station = server.get("/api/v1/stations/S-1");
            assertThat(station.get("battery_available").asInt()).isEqualTo(8);
            assertThat(station.get("status").asText()).isEqualTo("operational");
            assertThat(station.get("name").asText()).isEqualTo("North gate");
            assertThat(station.get("fresh").asBoolean()).isTrue();
            theStationHearsItsCommand(here(commands.get(5), server), server);
        }
    }

    private void theStationHearsItsCommand(String subscribe, ServerProcess server) throws Exception {
        Path heard = home.resolve("heard.log");
        Process listening = start(subscribe + " -C 1 -W 60", heard);
        String command = here(
                "until curl -sSf -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json'"
                        + " -d '{\"command\":\"reserve_slot\",\"slot_id\":\"1\"}'"
                        + " http://localhost:8080/api/v1/stations/S-1/commands >> issued.log; do sleep 1; done",
                server);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (listening.isAlive() && System.nanoTime() < until) {
            // One sent before the station has subscribed is gone: a station without a session is not waited for.
            assertThat(sh("TOKEN=" + server.token() + "\n" + command, home.resolve("command.log")))
                    .isZero();
            listening.waitFor(1, TimeUnit.SECONDS);
        }
        assertThat(listening.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(heard)).contains("\"command\":\"reserve_slot\"", "\"slot_id\":\"1\"");
    }

    private String here(String script, ServerProcess server) {
        String launcher = new File("target/fleetport").getAbsolutePath() + " token --data " + server.data();
        return script.replace("bootstrap/target/fleetport token", Matcher.quoteReplacement(launcher))
                .replace("localhost:8080", "localhost:" + server.api().getPort())
                .replace("-p 8883", "-p " + server.stationsPort());
    }

    private int sh(String script, Path log) throws Exception {
        Process process = start("set -e\n" + script, log);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log)).doesNotContain("Error");
        return process.exitValue();
    }

    private Process start(String script, Path log) throws Exception {
        return new ProcessBuilder("sh", "-c", script)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
