package io.fleetport.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real script with JDKs that only say how they were called. */
final class LauncherTest {

    private record Said(int exitCode, String out, String err) {}

    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void installed() throws IOException {
        launcher = Files.copy(Path.of("src/main/launcher/fleetport"), folder.resolve("fleetport"));
    }

    @Test
    void theJdkNamedForItComesFirst() throws Exception {
        Path named = jdk("named", "21.0.1");
        Path other = jdk("other", "25");

        Said said = run(Map.of("FLEETPORT_JAVA_HOME", named.toString(), "JAVA_HOME", other.toString()), "--java-home");

        assertThat(said.out()).isEqualTo(named + "\n");
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOverForTheOneOnThePath() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path fitting = jdk("fitting", "24-ea");
        Path linked = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.createSymbolicLink(linked, fitting.resolve("bin/java"));

        Said said = run(
                Map.of("JAVA_HOME", old.toString(), "PATH", linked.getParent() + ":" + System.getenv("PATH")),
                "--java-home");

        assertThat(said.out()).isEqualTo(fitting.toRealPath() + "\n");
    }

    @Test
    void aNamedJdkThatDoesNotFitIsRefusedInOneLine() throws Exception {
        Path old = jdk("old", "17.0.15");

        Said said = run(Map.of("FLEETPORT_JAVA_HOME", old.toString()), "--version");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).hasLineCount(1).contains(old.toString(), "21 or newer");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void theEmbeddedPartsAreNotOnTheClassPathInProduction() throws Exception {
        Path named = jdk("named", "25");

        for (String[] production : List.of(
                new String[] {"serve", "--environment", "production"},
                new String[] {"serve", "--environment=production"})) {
            assertThat(run(Map.of("FLEETPORT_JAVA_HOME", named.toString()), production)
                            .out())
                    .contains("fleetport.jar")
                    .doesNotContain("lib-local");
        }
        assertThat(run(Map.of("FLEETPORT_JAVA_HOME", named.toString(), "FLEETPORT_ENVIRONMENT", "production"), "serve")
                        .out())
                .doesNotContain("lib-local");
        assertThat(run(Map.of("FLEETPORT_JAVA_HOME", named.toString()), "serve").out())
                .contains("lib-local");
    }

    @Test
    void argumentsAndOptionsReachTheJvmAsTheyWere() throws Exception {
        Path named = jdk("named", "25");

        Said said = run(
                Map.of("FLEETPORT_JAVA_HOME", named.toString(), "FLEETPORT_JAVA_OPTS", "-Xmx3g -Dx=y"),
                "simulate",
                "vehicles",
                "--replay",
                "a file.csv");

        assertThat(said.out().lines())
                .containsSubsequence("-Xmx1g", "-Xmx3g", "-Dx=y", "io.fleetport.bootstrap.Fleetport")
                .endsWith("simulate", "vehicles", "--replay", "a file.csv");
    }

    @Test
    void theHeapIsAsLargeFromTheBeginningAsItMayBecome() throws Exception {
        String named = jdk("named", "25").toString();

        assertThat(run(Map.of("FLEETPORT_JAVA_HOME", named), "serve").out().lines())
                .containsSubsequence("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-XX:NewRatio=1");
        assertThat(run(Map.of("FLEETPORT_JAVA_HOME", named, "FLEETPORT_JAVA_OPTS", "-Xmx640m"), "serve")
                        .out()
                        .lines())
                .contains("-Xms640m")
                .doesNotContain("-Xms1g", "-Xmx1g");
    }

    @Test
    void whoeverNamesACollectorGetsThatOneWithItsOwnSizes() throws Exception {
        String named = jdk("named", "25").toString();

        assertThat(run(Map.of("FLEETPORT_JAVA_HOME", named, "FLEETPORT_JAVA_OPTS", "-XX:+UseG1GC"), "serve")
                        .out()
                        .lines())
                .contains("-XX:+UseG1GC")
                .doesNotContain("-XX:+UseParallelGC", "-XX:NewRatio=1");
    }

    @Test
    void anOlderFittingJdkGetsNoOptionItDoesNotKnow() throws Exception {
        Path named = jdk("named", "21.0.9");

        assertThat(run(Map.of("FLEETPORT_JAVA_HOME", named.toString()), "serve").out())
                .doesNotContain("sun-misc-unsafe", "CompactObjectHeaders", "AOT");
    }

    @Test
    void whatAnEarlierRunLearnedIsUsedUnlessTheProgramIsNewerOrTheClassPathAnother() throws Exception {
        Path named = jdk("named", "25");
        Map<String, String> environment = Map.of("FLEETPORT_JAVA_HOME", named.toString());
        Path jar = Files.createFile(folder.resolve("fleetport.jar"));
        Path kept = folder.resolve("fleetport.aot");

        assertThat(run(environment, "serve").out()).doesNotContain("AOT");
        assertThat(run(environment, "prepare").out().lines()).contains("-XX:AOTCacheOutput=" + kept);

        Files.createFile(kept);
        Files.setLastModifiedTime(kept, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(run(environment, "serve").out().lines()).contains("-XX:AOTCache=" + kept);
        assertThat(run(environment, "serve", "--environment", "production").out())
                .doesNotContain("AOT");

        Path inProduction = Files.createFile(folder.resolve("fleetport-production.aot"));
        assertThat(run(environment, "serve", "--environment", "production")
                        .out()
                        .lines())
                .contains("-XX:AOTCache=" + inProduction);

        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-03T00:00:00Z")));
        assertThat(run(environment, "serve").out()).doesNotContain("AOT");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"None\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Said run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "FLEETPORT_JAVA_HOME", "FLEETPORT_ENVIRONMENT"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(err));
    }
}
