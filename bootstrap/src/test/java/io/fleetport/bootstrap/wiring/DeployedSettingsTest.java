package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.aws.secretsmanager.SecretReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the file from which Terraform gives each container and function its environment, and the pages that say which settings
 * there are: no name may be unknown, and each role must find all that it needs.
 */
final class DeployedSettingsTest {

    private static final Path DEPLOYED = Path.of("../terraform/modules/settings/environment.json");
    private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z_]+)}");

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("region", "eu-central-1"),
            Map.entry("master_key", "arn:aws:kms:eu-central-1:111122223333:key/master"),
            Map.entry("issuer", "https://issuer.example.com"),
            Map.entry("client_organizations", "client=acme"),
            Map.entry("database_port", "5432"),
            Map.entry("database_options", ""),
            Map.entry("database_secret", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!db-1"),
            Map.entry("redis_port", "6379"),
            Map.entry("redis_secret", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:fleetport-dev/redis"),
            Map.entry("redis_host", "redis.example.com"),
            Map.entry("live_url", "https://fleet.example.com/api/v1/live"),
            Map.entry("vehicles_domain", "vehicles.example.com"));

    /** What is told to other programs. */
    private static final Set<String> NOT_OURS = Set.of("JAVA_TOOL_OPTIONS");

    private static final JsonNode FILE = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(DEPLOYED.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> processes() {
        return Stream.of("postgres", "dynamodb").flatMap(stores -> Stream.of(true, false)
                .flatMap(broker -> Stream.of("roles", "functions").flatMap(kind -> names(FILE.get(kind)).stream()
                        .map(role -> Arguments.of(kind, role, stores, broker)))));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyNameIsASetting(String kind, String role, String stores, boolean broker) throws IOException {
        Set<String> known = KnownSettings.packaged().variables();
        assertThat(environment(kind, role, stores, broker).keySet())
                .allSatisfy(variable -> assertThat(NOT_OURS.contains(variable) || known.contains(variable))
                        .as("%s is documented", variable)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void itWouldStart(String kind, String role, String stores, boolean broker) {
        Settings settings = settings(environment(kind, role, stores, broker), kind, role);

        assertThatCode(() -> starts(settings, kind)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void whatIsLeftOutWouldBeMissed(String kind, String role, String stores, boolean broker) {
        Map<String, String> all = environment(kind, role, stores, broker);
        for (String name : List.of(
                "FLEETPORT_KEYS_KMS_KEY",
                "FLEETPORT_SECURITY_ISSUER",
                "FLEETPORT_DATABASE_URL",
                "FLEETPORT_DATABASE_PASSWORD",
                "FLEETPORT_STREAM_NAME",
                "FLEETPORT_REDIS_URL",
                "FLEETPORT_ARCHIVE_BUCKET",
                "FLEETPORT_DOCUMENTS_BUCKET",
                "FLEETPORT_EVENTS_BUS_NAME",
                "FLEETPORT_VEHICLES_CERTIFICATE",
                "FLEETPORT_STATIONS_CLIENT_ID")) {
            Map<String, String> less = new TreeMap<>(all);
            if (less.remove(name) != null) {
                assertThatThrownBy(() -> starts(settings(less, kind, role), kind))
                        .as("%s without %s", role, name)
                        .isInstanceOf(WrongSetting.class);
            }
        }
    }

    @Test
    void whatIsMisspeltIsFound() throws IOException {
        assertThat(KnownSettings.packaged().variables())
                .contains("FLEETPORT_DATABASE_PASSWORD", "FLEETPORT_SECURITY_ROLES_CLAIM", "FLEETPORT_DATA")
                .doesNotContain("FLEETPORT_DATABASE_PASWORD", "FLEETPORT_ROLE");
    }

    @Test
    void keysAreGivenToEveryProcess() {
        processes().forEach(process -> assertThat(environment(
                        (String) process.get()[0], (String) process.get()[1], (String) process.get()[2], (boolean)
                                process.get()[3]))
                .containsKeys("FLEETPORT_KEYS_KMS_KEY", "FLEETPORT_KEYS_VIN_INDEX", "FLEETPORT_KEYS_WEBHOOKS"));
    }

    /** Reads what the parts of the process read, without what they would connect to. */
    private static void starts(Settings settings, String kind) {
        Deployment deployment = Deployment.of(settings);
        ProcessRoles roles = ProcessRoles.of(settings);
        assertThat(deployment.isLocal()).isFalse();
        if (kind.equals("roles")) {
            settings.required("fleetport.data", "a server in production keeps its files there");
        }
        settings.required("fleetport.keys.kms-key", "fleetport.keys.kind is kms");
        if (deployment.stores() == Deployment.Stores.DYNAMODB) {
            DynamoDbSettings.of(settings, deployment);
        } else {
            assertThat(settings.required("fleetport.database.url", "the database is an external one"))
                    .startsWith("jdbc:postgresql://")
                    .contains("sslmode=verify-full");
            SecretReference.parse(settings.required("fleetport.database.user", "it asks for one"));
            SecretReference.parse(settings.required("fleetport.database.password", "it asks for one"));
        }
        if (roles.publishes() || roles.consumes()) {
            KinesisSettings.limits(settings);
            KinesisSettings.reader(settings, KinesisSettings.name(settings));
        }
        if (deployment.archive() == Deployment.Archive.S3) {
            ArchiveBeans.place(settings);
        }
        assertThat(deployment.archive() == Deployment.Archive.S3).isEqualTo(roles.doesJobs());
        if (deployment.documents() == Deployment.Documents.S3) {
            DocumentBeans.place(settings);
        }
        if (deployment.needsRedis()) {
            LiveSettings.redis(settings);
        }
        if (deployment.events() == Deployment.Events.EVENTBRIDGE) {
            settings.required(EventBusBeans.BUS_NAME, "fleetport.events.bus is eventbridge");
        }
        if (roles.hearsVehicles()) {
            for (String name : List.of("key", "certificate", "domain")) {
                settings.required("fleetport.vehicles." + name, "vehicles connect here");
            }
        }
        if (deployment.broker() == Deployment.Broker.OUTSIDE) {
            for (String name : List.of("broker-host", "client-id", "key", "certificate", "authorities")) {
                settings.required("fleetport.stations." + name, "fleetport.stations.broker is outside");
            }
        }
    }

    /** With what a function's entry says by itself: which function it is. */
    private static Settings settings(Map<String, String> environment, String kind, String role) {
        return new Settings(name -> name.equals("fleetport.lambda.function") && kind.equals("functions")
                ? Optional.of(role)
                : Optional.ofNullable(environment.get(KnownSettings.variable(name))));
    }

    /** As Terraform fills them in. */
    private static Map<String, String> environment(String kind, String role, String stores, boolean broker) {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode named : FILE.get(kind).get(role)) {
            String set =
                    switch (named.asText()) {
                        case "{stores}" -> stores;
                        case "{broker}" -> broker ? "broker" : "no-broker";
                        default -> named.asText();
                    };
            assertThat(FILE.get("sets").has(set)).as("set %s", set).isTrue();
            for (String part : List.of("environment", "secrets", "by_process")) {
                JsonNode variables = FILE.get("sets").get(set).path(part);
                names(variables)
                        .forEach(name ->
                                environment.put(name, filled(variables.get(name).asText(), stores)));
            }
        }
        environment.put("FLEETPORT_ROLES", kind.equals("functions") ? "api" : role);
        return environment;
    }

    private static String filled(String text, String stores) {
        return IN_BRACES
                .matcher(text)
                .replaceAll(found -> found.group(1).equals("stores")
                        ? stores
                        : VALUES.getOrDefault(found.group(1), found.group(1).replace('_', '-')));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
