package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.FreePort;
import io.fleetport.aws.secretsmanager.SecretsEndpoint;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that refer to secrets, and a server whose database changes its password. */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class SecretValuesTest {

    private static final String SECRET = "fleetport/database";
    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "fleetport", "aws.secretAccessKey", "anything");

    private final SecretsEndpoint endpoint = new SecretsEndpoint();

    @BeforeAll
    static void sign() {
        CREDENTIALS.forEach(System::setProperty);
    }

    @AfterAll
    static void signNoMore() {
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void whatNoSettingRefersToIsNotAskedFor() {
        Map<String, String> settings = settings("fleet", "plain");
        settings.put("fleetport.archive.prefix", "secret:of/the/archive");
        try (SecretValues values = of(settings)) {
            assertThat(values.settings().text("fleetport.database.password")).contains("plain");
            assertThat(values.settings().text("fleetport.archive.prefix")).contains("secret:of/the/archive");
            assertThat(values.databaseLogins().current().password()).isEqualTo("plain");
        }
        assertThat(endpoint.asked()).isZero();
    }

    @Test
    void referencesAreFollowedAtTheStart() {
        endpoint.put(SECRET, "{\"username\":\"fleet\",\"password\":\"sesame\"}");
        endpoint.put("redis", "open");
        Map<String, String> settings = settings("secret:" + SECRET + "#username", "secret:" + SECRET + "#password");
        settings.put("fleetport.live", "redis");
        settings.put("fleetport.redis.url", "redis://localhost:6379");
        settings.put("fleetport.redis.password", "secret:redis");
        try (SecretValues values = of(settings)) {
            assertThat(values.settings().text("fleetport.database.user")).contains("fleet");
            assertThat(LiveSettings.redis(values.settings()).password()).isEqualTo("open");
            assertThat(values.databaseLogins().current())
                    .hasToString("Login[fleet]")
                    .satisfies(login -> assertThat(login.password()).isEqualTo("sesame"));
        }
        assertThat(endpoint.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "secret:missing, missing: ResourceNotFoundException",
        "secret:denied, denied: AccessDeniedException",
        "secret:fleetport/database#pass, the secret fleetport/database has no text or number named pass",
        "secret:fleetport/database#, fleetport.database.password: a reference must be secret:NAME or secret:NAME#KEY",
    })
    void aSecretThatCannotBeReadKeepsTheServerFromStarting(String reference, String why) {
        endpoint.put(SECRET, "{\"password\":\"sesame\"}");
        endpoint.put("denied", "sesame");
        endpoint.refuse("denied", "AccessDeniedException");
        assertThatThrownBy(() -> of(settings("fleet", reference)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.database.password")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void nothingIsAskedOverAWayThatIsRefused() {
        Map<String, String> settings = settings("fleet", "secret:" + SECRET);
        settings.put("fleetport.environment", "production");
        settings.put("fleetport.security.issuer", "https://id.example.com");
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.aws.endpoint must begin with https://");
        assertThat(endpoint.asked()).isZero();
    }

    @Test
    void aServerGoesOnWhenThePasswordOfItsDatabaseIsChanged(@TempDir Path folder) throws Exception {
        EmbeddedDatabase database = OneDatabase.started();
        put(database.user(), database.password());
        ServerOptions options = new ServerOptions(
                Deployment.Environment.LOCAL,
                folder.resolve("data"),
                false,
                "localhost",
                FreePort.any(),
                FreePort.any(),
                FreePort.any(),
                Map.copyOf(options(database)));
        try (Server server = Server.start(options)) {
            assertThat(readiness(server)).isEqualTo(200);
            int askedAtTheStart = endpoint.asked();
            changePassword(database, "rotated");
            assertThat(readiness(server)).isEqualTo(200); // those connected stay
            put(database.user(), "rotated");
            cutOff(database);

            await().atMost(Duration.ofSeconds(30)).until(() -> readiness(server) == 200);
            assertThat(endpoint.asked()).isGreaterThan(askedAtTheStart);
        } finally {
            changePassword(database, database.password());
        }
    }

    private Map<String, Object> options(EmbeddedDatabase database) {
        Map<String, Object> options =
                new HashMap<>(settings("secret:" + SECRET + "#username", "secret:" + SECRET + "#password"));
        options.remove("fleetport.environment");
        options.put("fleetport.database.url", database.url());
        options.put("fleetport.stations.broker", "none");
        return options;
    }

    private void put(String user, String password) {
        endpoint.put(SECRET, "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }

    private static void changePassword(EmbeddedDatabase database, String password) throws Exception {
        asAdministrator(database, "alter role " + database.user() + " password '" + password + "'");
    }

    private static void cutOff(EmbeddedDatabase database) throws Exception {
        asAdministrator(
                database,
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + database.user() + "'");
    }

    private static void asAdministrator(EmbeddedDatabase database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), "postgres", database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int readiness(Server server) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(server.api().resolve("/health/readiness"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private Map<String, String> settings(String user, String password) {
        Map<String, String> settings = new HashMap<>();
        settings.put("fleetport.environment", "local");
        settings.put("fleetport.database.kind", "external");
        settings.put("fleetport.database.user", user);
        settings.put("fleetport.database.password", password);
        settings.put("fleetport.aws.region", "eu-central-1");
        settings.put("fleetport.aws.endpoint", endpoint.address().toString());
        return settings;
    }

    private static SecretValues of(Map<String, String> settings) {
        return SecretValues.of(new Settings(name -> Optional.ofNullable(settings.get(name))));
    }
}
