package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The TypeScript client that is generated from the served description is checked by the compiler and talks to the server.
 * Skipped where there is no Node.js, or where the compiler cannot be installed: the build itself needs a JDK only.
 */
class TypeScriptClientTest extends ServerTest {

    private static final Path SOURCES = Path.of("src/test/typescript");
    private static final Path CLIENT = Path.of("target/clients/typescript");

    /** Kept between runs, so that the compiler is installed once. */
    private static final Path PLACE = Path.of("target/clients/typescript-check");

    private record Ended(int code, String output) {}

    @Test
    void itIsWellTypedAndTalksToTheServer() throws Exception {
        assumeTrue(run("node", "--version").code() == 0, "skipped: there is no Node.js on this machine");
        layOut();
        if (!Files.exists(PLACE.resolve("node_modules/typescript/bin/tsc"))) {
            Ended installed = run("npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund");
            assumeTrue(installed.code() == 0, "skipped: the TypeScript compiler cannot be installed here");
        }

        Ended checked = run("node", "node_modules/typescript/bin/tsc", "-p", ".");
        assertThat(checked.code()).as(checked.output()).isZero();

        VehicleId id = new VehicleId(UUID.randomUUID());
        fleet.vehicle(ACME, "Van 1", Fleet.driving(id, NOON, 47.1));
        String base = server.uri("/").toString().replaceAll("/$", "");
        Ended said = run("node", "out/fleet.js", base, server.token(Role.MANAGER));
        assertThat(said.code()).as(said.output()).isZero();
        assertThat(JSON.readTree(said.output())).isEqualTo(JSON.readTree("""
                {"name": "Van 1", "speed": 36, "next": null, "station": "North", "sameCommand": true, "missed": 404}"""));
        assertThat(server.channel.taken()).hasSize(1);
    }

    private static void layOut() throws IOException {
        Files.createDirectories(PLACE);
        for (Path root : List.of(SOURCES, CLIENT)) {
            Path target = root.equals(CLIENT) ? PLACE.resolve("client") : PLACE;
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(root.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** A program that is not there ended with 127, as a shell says. */
    private static Ended run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("typescript", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Files.exists(PLACE) ? PLACE.toFile() : null)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                return new Ended(-1, "not done in time");
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException missing) {
            return new Ended(127, String.valueOf(missing.getMessage()));
        } finally {
            Files.delete(output);
        }
    }
}
