package io.fleetport.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.wiring.WrongSetting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLinesTest {

    private record Said(int exitCode, String out, String err) {}

    @TempDir
    private Path folder;

    @Test
    void aWrongSettingIsToldAsSuchAndNotByWhatGaveItAway() {
        WrongSetting wrong = new WrongSetting("the setting", new NumberFormatException("For input string"));

        assertThat(CommandLines.told(new IllegalStateException(wrong))).isSameAs(wrong);
        assertThat(CommandLines.told(new IllegalStateException(new IllegalArgumentException("port in use"))))
                .hasMessage("port in use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "fly",
                "simulate",
                "bench",
                "audit",
                "audit verify --head 17:abc",
                "migrate",
                "migrate --organization acme --from postgresql --to postgresql",
                "migrate --organization acme --from memory --to dynamodb",
                "migrate --organization Acme! --from postgresql --to dynamodb",
                "migrate --organization acme --from postgresql --to dynamodb --writes-per-second 0",
                "replay",
                "replay --organization acme",
                "replay --organization Acme! --from 2026-01-31",
                "replay --organization acme --from 31.1.2026",
                "replay --organization acme --from 2026-01-31 --until 2026-01-31",
                "replay --organization acme --from 2999-01-01",
                "replay --organization acme --from 2026-01-31 --vehicle van",
                "replay --organization acme --from 2026-01-31 --station a --vehicle 00000000-0000-8000-8000-000000000001",
                "replay --organization acme --from 2026-01-31 --memory 0",
                "simulate vehicles",
                "simulate vehicles --replay a.csv --vehicles 3",
                "simulate vehicles --replay a.csv --speed never",
                "simulate vehicles --replay a.csv --protocol morse",
                "simulate stations",
                "simulate stations --replay a.csv --stations 3",
                "simulate stations --replay a.csv --zone Mars/Olympus",
                "simulate stations --stations 3 --mqtt 4",
                "simulate stations --stations 3 --from 2h",
                "bench ingest --vehicles 0",
                "bench stations --stations 0",
                "bench stations --rate -1",
                "serve --port many",
                "serve --environment moon",
                "token --organization demo",
                "token --organization demo --role king",
                "token --organization Demo! --role viewer",
                "token --organization demo --role viewer --expires soon",
                "token --organization demo --role viewer --expires 8d",
            })
    void aWrongCommandLineIsOneLineAndExitCode2(String line) {
        Said said = run(line.split(" "));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).hasLineCount(1).startsWith("fleetport: ").contains("--help");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsOneLineAndExitCode1() throws Exception {
        Path drive = Files.writeString(folder.resolve("drive.csv"), "vehicle_id,ts\n");
        String anyPort = Integer.toString(Ports.preferably("localhost", 28_080));
        String anyOther = Integer.toString(Ports.preferably("localhost", 28_443));
        for (List<String> line : List.of(
                List.of("simulate", "vehicles", "--data", folder.toString(), "--replay", drive.toString()),
                List.of("simulate", "vehicles", "--data", folder.toString(), "--replay", folder + "/missing.csv"),
                List.of("simulate", "stations", "--data", folder.toString(), "--replay", drive.toString()),
                List.of("simulate", "stations", "--data", folder.toString(), "--replay", folder + "/missing.csv"),
                List.of("simulate", "stations", "--data", folder.toString(), "--stations", "2"),
                List.of("token", "--data", folder.toString(), "--organization", "demo", "--role", "viewer"),
                List.of(
                        "serve",
                        "--data",
                        folder.toString(),
                        "--clean",
                        "--port",
                        anyPort,
                        "--tesla-port",
                        anyOther))) {
            Said said = run(line.toArray(String[]::new));

            assertThat(said.exitCode()).as("%s", line).isEqualTo(1);
            assertThat(said.err()).hasLineCount(1).startsWith("fleetport: ").contains(folder.toString());
        }
    }

    @Test
    void aTokenIsAllThatIsPrinted() throws Exception {
        DevelopmentIssuer.open(LocalLayout.issuerKey(folder), Clock.systemUTC());

        Said said = run(
                "token",
                "--data",
                folder.toString(),
                "--organization",
                "acme",
                "--role",
                "viewer,source",
                "--expires",
                "30m");

        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).hasLineCount(1);
        SignedJWT token = SignedJWT.parse(said.out().strip());
        assertThat(token.getJWTClaimsSet().getStringClaim("organization")).isEqualTo("acme");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("viewer", "source");
        assertThat(Duration.between(
                        token.getJWTClaimsSet().getIssueTime().toInstant(),
                        token.getJWTClaimsSet().getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void theHelpNamesEveryCommandAndTheExitCodes() {
        Said said = run("--help");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).contains("demo", "serve", "simulate", "token", "bench", "Exit codes:");
    }

    @Test
    void theVersionNamesTheProgramAndTheJvm() {
        assertThat(run("--version").out()).contains("fleetport ", "Java " + Runtime.version());
    }

    private static Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Said(exitCode, out.toString(), err.toString());
    }
}
