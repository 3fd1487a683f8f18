package io.fleetport.bootstrap.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Terraform itself says of {@code terraform/}: form, validity, and its tests. Works on a copy, as it writes beside what it
 * reads. The variable {@code FLEETPORT_TERRAFORM} names the terraform binary to use, where it is not the one on the path.
 */
final class TerraformTest {

    private static final Logger LOG = LoggerFactory.getLogger(TerraformTest.class);

    private record Said(int code, String text) {}

    private static final Path SOURCE = Path.of("../terraform");

    /** Where the tests look whether runbooks, events and metrics are there that the deployment names. */
    private static final List<String> LOOKED_AT = List.of(
            "docs",
            "application/src/main/java",
            "adapters-tesla/src/main/java",
            "adapters-mqtt/src/main/java",
            "adapters-aws/src/main/java",
            "bootstrap/src/main/java");

    /** A registry that does not answer is not waited for longer; nothing else takes so long. */
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private static Path folder;

    private static Path copy;

    /** Why nothing can be asked of Terraform at all, and why not what needs providers; null when it can. */
    private static @Nullable String absent;

    private static @Nullable String withoutProviders;

    /** Assumes nothing itself: a class that is left out as a whole is not in the build's count of what was skipped. */
    @BeforeAll
    static void lookForTerraform() throws Exception {
        copy = folder.resolve("terraform");
        if (run(folder, "version").code() != 0) {
            absent = "there is no Terraform on this machine (FLEETPORT_TERRAFORM names the terraform binary to use)";
            withoutProviders = absent;
        } else {
            copy(SOURCE, copy);
            for (String place : LOOKED_AT) {
                copy(Path.of("..", place), folder.resolve(place));
            }
            Said started = init(copy.resolve("modules/keys"));
            withoutProviders = started.code() == 0
                    ? null
                    : "Terraform cannot get the providers here: "
                            + started.text()
                                    .lines()
                                    .filter(line -> line.contains("Error"))
                                    .findFirst()
                                    .orElse("it says nothing");
        }
        if (withoutProviders != null) {
            LOG.warn("tests of the deployment are skipped: {}", withoutProviders);
        }
    }

    @Test
    void isOfTheUsualForm() throws Exception {
        assumeTrue(absent == null, absent);
        Said said = run(copy, "fmt", "-check", "-recursive", "-no-color");

        assertThat(said.code()).as(said.text()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> isValidAndPassesItsTests() throws IOException {
        assumeTrue(withoutProviders == null, withoutProviders);
        return places().map(
                        place -> DynamicTest.dynamicTest(copy.relativize(place).toString(), () -> {
                            for (Said said : List.of(init(place), run(place, "validate", "-no-color"))) {
                                assertThat(said.code()).as(said.text()).isZero();
                            }
                            Said tested = run(place, "test", "-no-color");
                            assertThat(tested.code()).as(tested.text()).isZero();
                            assertThat(tested.text()).containsPattern("[1-9][0-9]* passed, 0 failed");
                        }));
    }

    private static Stream<Path> places() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String kind : List.of("modules", "environments")) {
            try (Stream<Path> folders = Files.list(copy.resolve(kind))) {
                folders.filter(place -> Files.isDirectory(place.resolve("tests")))
                        .sorted()
                        .forEach(places::add);
            }
        }
        return places.stream();
    }

    private static Said init(Path place) throws Exception {
        return run(place, "init", "-backend=false", "-input=false", "-no-color");
    }

    private static Said run(Path place, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Optional.ofNullable(System.getenv("FLEETPORT_TERRAFORM")).orElse("terraform"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "said", ".txt").toFile());
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Said(-1, command + " has not ended");
            }
            return new Said(
                    process.exitValue(),
                    Files.readString(builder.redirectOutput().file().toPath(), StandardCharsets.UTF_8));
        } catch (IOException notThere) {
            return new Said(-1, String.valueOf(notThere.getMessage()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> !from.relativize(file).toString().contains(".terraform"))
                    .forEach(file -> {
                        try {
                            Path there = to.resolve(from.relativize(file));
                            if (Files.isDirectory(file)) {
                                Files.createDirectories(there);
                            } else {
                                Files.copy(file, there);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
