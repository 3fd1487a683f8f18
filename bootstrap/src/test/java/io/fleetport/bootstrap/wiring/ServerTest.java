package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.FreePort;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.tracing.SpanExport;
import io.fleetport.tesla.stream.TeslaStreamServer;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole service in this process, on stores in memory; with PostgreSQL it is tested from outside. */
final class ServerTest {

    @TempDir
    private Path folder;

    @Test
    void itServesRequestsAndVehiclesUntilItIsClosed() throws Exception {
        ServerOptions options = options(Map.of());

        try (Server server = Server.start(options)) {
            assertThat(status(server)).isEqualTo(200);
            assertThat(server.part(TeslaStreamServer.class).port()).isEqualTo(options.vehiclesPort());
            assertThat(server.part(Tracing.class)).isSameAs(Tracing.OFF);
            assertThat(server.part(BeanContext.class).findBean(SpanExport.class))
                    .isEmpty();
        }

        assertThat(isFree(options.apiPort())).isTrue();
        assertThat(isFree(options.vehiclesPort())).isTrue();
        DataDirectory.open(options.data()).close();
    }

    @Test
    void aStartThatFailsHalfWayLeavesNothingRunning() throws Exception {
        ServerOptions options = options(Map.of());
        try (ServerSocket taken = new ServerSocket(options.apiPort(), 1, InetAddress.getByName("localhost"))) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> Server.start(options)).isInstanceOf(RuntimeException.class);
        }

        assertThat(isFree(options.vehiclesPort())).isTrue();
        DataDirectory.open(options.data()).close();
    }

    @ParameterizedTest
    @CsvSource({
        "fleetport.stores, mongo, must be one of memory",
        "fleetport.intake.shards, 0, must be within 1..64",
        "fleetport.archive.kind, tape, must be one of file",
        "fleetport.archive.kind, s3, fleetport.archive.bucket is not set",
        "fleetport.documents.kind, s3, fleetport.documents.bucket is not set",
        "fleetport.documents.trip-types, text/html, must be some of video/mp4",
        "fleetport.documents.most-bytes, 6000000000, must be a number within 1..5368709120",
        "fleetport.documents.url-lifetime, 8d, must be at most 7d",
        "fleetport.documents.keep-unconfirmed, 1m, must be at least 900000 ms",
        "fleetport.documents.url, fleet.example.com, must be an address such as",
        "fleetport.keys.kind, kms, fleetport.keys.kms-key is not set",
    })
    void aWrongSettingStopsTheStart(String setting, String value, String told) throws Exception {
        Map<String, Object> settings = Map.of(setting, value, "fleetport.stations.broker", "none");
        assertThatThrownBy(() -> Server.start(options(settings)))
                .rootCause()
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(told);
    }

    @Test
    void theEmbeddedPartsOnAProductionClassPathStopTheStart() throws Exception {
        // The tests' own class path has them.
        ServerOptions local = options(Map.of("fleetport.stores", "postgres"));
        ServerOptions production = new ServerOptions(
                Deployment.Environment.PRODUCTION,
                local.data(),
                false,
                "localhost",
                local.apiPort(),
                local.vehiclesPort(),
                local.stationsPort(),
                Map.of("fleetport.security.issuer", "https://id.example.com"));

        assertThatThrownBy(() -> Server.start(production))
                .rootCause()
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("class path");
    }

    private ServerOptions options(Map<String, Object> settings) throws IOException {
        Map<String, Object> more = new HashMap<>(Map.of("fleetport.stores", "memory"));
        more.putAll(settings);
        return new ServerOptions(
                Deployment.Environment.LOCAL,
                folder.resolve("data"),
                false,
                "localhost",
                FreePort.any(),
                FreePort.any(),
                FreePort.any(),
                more);
    }

    private static int status(Server server) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(server.api().resolve("/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
