package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import io.fleetport.bootstrap.local.LocalLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything a vehicle should not send, sent to the real server: each gets its answer, is counted, and stops nothing else. */
@Order(6)
class BadInputIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String BYSTANDER = "5YJ3E1EA0PF000001";
    private static final String OTHER = "5YJ3E1EA0PF000099";

    @TempDir
    static Path home;

    private static ServerProcess server;
    private static DevelopmentAuthority authority;
    private static int vehicles;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(new Launcher(home), home);
        authority = DevelopmentAuthority.readFrom(LocalLayout.authority(server.data()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void garbageIsAnsweredWithAnErrorAndTheNextRecordIsTaken() throws Exception {
        double before = letters("undecodable");
        try (RawVehicle vehicle = connect()) {
            vehicle.send(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
            assertThat(vehicle.answer(SOON)).isEqualTo("error ");
            vehicle.sendRecord("good-1", Instant.now());
            assertThat(vehicle.answer(SOON)).isEqualTo("ack good-1");
        }
        await().untilAsserted(() -> assertThat(letters("undecodable")).isEqualTo(before + 1));
    }

    @Test
    void anOversizeRecordIsAnsweredWithAnErrorAndKeptInPart() throws Exception {
        double before = letters("too_large");
        try (RawVehicle vehicle = connect()) {
            vehicle.send(new byte[1_000_001]);
            assertThat(vehicle.answer(SOON)).isEqualTo("error ");
            vehicle.sendRecord("good-2", Instant.now());
            assertThat(vehicle.answer(SOON)).isEqualTo("ack good-2");
        }
        await().untilAsserted(() -> assertThat(letters("too_large")).isEqualTo(before + 1));
    }

    @Test
    void aCertificateOfAnotherAuthorityDoesNotGetIn() throws Exception {
        DevelopmentAuthority stranger = DevelopmentAuthority.in(Files.createTempDirectory(home, "ca"), Instant.now());
        String vin = nextVin();
        assertThatThrownBy(() -> new RawVehicle(
                        vin, stranger.issueVehicle(vin, Instant.now()), authority.certificate(), server.vehiclesPort()))
                .isInstanceOf(CompletionException.class);
        bystanderIsFine();
    }

    @Test
    void aPayloadThatNamesAnotherVehicleIsRefusedAndKept() throws Exception {
        double before = letters("wrong_identity");
        try (RawVehicle vehicle = connect()) {
            vehicle.sendRecord("spoof-1", Instant.now(), 30, 70, OTHER);
            assertThat(vehicle.answer(SOON)).isEqualTo("error spoof-1");
            vehicle.sendRecord("good-3", Instant.now());
            assertThat(vehicle.answer(SOON)).isEqualTo("ack good-3");
        }
        await().untilAsserted(() -> assertThat(letters("wrong_identity")).isEqualTo(before + 1));
        JsonNode letter = server.get("/api/v1/dead-letters?reason=wrong_identity")
                .get("dead_letters")
                .get(0);
        assertThat(letter.toString()).doesNotContain(OTHER);
    }

    @Test
    void absurdValuesAreSetAsideAndTheRestIsUsed() throws Exception {
        double before = letters("implausible");
        try (RawVehicle vehicle = connect()) {
            vehicle.sendRecord("fast", Instant.now(), 1e9, 70, "");
            assertThat(vehicle.answer(SOON)).isEqualTo("ack fast");
            vehicle.sendRecord("nowhere", Instant.now(), Double.NaN, 70, "");
            assertThat(vehicle.answer(SOON)).isEqualTo("ack nowhere");
        }
        await().untilAsserted(() -> assertThat(letters("implausible")).isEqualTo(before + 2));
    }

    @Test
    void datesIn1970And2100AreAcknowledgedAsDeadLetters() throws Exception {
        double old = letters("too_old");
        double ahead = letters("too_far_ahead");
        try (RawVehicle vehicle = connect()) {
            vehicle.sendRecord("old", Instant.parse("1970-01-01T00:00:10Z"));
            assertThat(vehicle.answer(SOON)).isEqualTo("ack old");
            vehicle.sendRecord("ahead", Instant.parse("2100-01-01T00:00:00Z"));
            assertThat(vehicle.answer(SOON)).isEqualTo("ack ahead");
        }
        await().untilAsserted(() -> assertThat(letters("too_old")).isEqualTo(old + 1));
        await().untilAsserted(() -> assertThat(letters("too_far_ahead")).isEqualTo(ahead + 1));
    }

    @Test
    void aDatabaseThatIsAwayForThirtySecondsDelaysAcknowledgementsAndLosesNothing() throws Exception {
        try (RawVehicle vehicle = connect()) {
            vehicle.sendRecord("before", Instant.now());
            assertThat(vehicle.answer(SOON)).isEqualTo("ack before");
            server.pauseDatabase(true);
            try {
                vehicle.sendRecord("while-away", Instant.now());
                assertThat(vehicle.answer(Duration.ofSeconds(30))).isEqualTo("nothing");
                assertThat(status("/health/liveness")).isEqualTo(200);
            } finally {
                server.pauseDatabase(false);
            }
            assertThat(vehicle.answer(Duration.ofSeconds(60))).isEqualTo("ack while-away");
        }
        bystanderIsFine();
    }

    private static void bystanderIsFine() throws Exception {
        try (RawVehicle bystander = new RawVehicle(
                BYSTANDER,
                authority.issueVehicle(BYSTANDER, Instant.now()),
                authority.certificate(),
                server.vehiclesPort())) {
            bystander.sendRecord("fine", Instant.now());
            assertThat(bystander.answer(SOON)).isEqualTo("ack fine");
        }
    }

    private static RawVehicle connect() {
        String vin = nextVin();
        return new RawVehicle(
                vin, authority.issueVehicle(vin, Instant.now()), authority.certificate(), server.vehiclesPort());
    }

    private static String nextVin() {
        return String.format("5YJ3E1EA0PF1%05d", ++vehicles);
    }

    private static double letters(String reason) {
        return server.metric("fleetport_intake_dead_letters", "reason=\"" + reason + "\"");
    }

    private static int status(String path) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(server.api().resolve(path))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
