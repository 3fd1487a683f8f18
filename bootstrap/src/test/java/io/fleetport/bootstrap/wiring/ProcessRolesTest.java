package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessRolesTest {

    @Test
    void withoutSettingsOneProcessDoesEverythingWithoutAStream() {
        ProcessRoles all = ProcessRoles.of(settings(Map.of()));
        assertThat(all).hasToString("roles=edge,consumer,api,live,stations,jobs stream=none");
        assertThat(parts(all)).isEqualTo("vehicles stations stores requests live jobs");
    }

    @ParameterizedTest
    @CsvSource({
        "edge, kinesis, vehicles publishes",
        "consumer, kinesis, stores",
        "api, kinesis, publishes requests",
        "live, kinesis, live",
        "stations, kinesis, stations publishes",
        "jobs, kinesis, jobs",
        "'edge, consumer', kinesis, vehicles publishes stores",
        "'edge,consumer,api,live,stations,jobs', kinesis, vehicles stations publishes stores requests live jobs",
        "'edge,consumer', none, vehicles stores",
        "'stations,consumer', none, stations stores",
        "api, none, stores requests",
        "live, none, live",
        "jobs, none, jobs",
    })
    void eachDoesItsPart(String named, String stream, String does) {
        assertThat(parts(ProcessRoles.of(settings(Map.of("fleetport.roles", named, "fleetport.stream.kind", stream)))))
                .isEqualTo(does);
    }

    private static String parts(ProcessRoles roles) {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        parts.put("vehicles", roles.hearsVehicles());
        parts.put("stations", roles.hearsStations());
        parts.put("publishes", roles.publishes());
        parts.put("stores", roles.stores());
        parts.put("requests", roles.answersRequests());
        parts.put("live", roles.servesLive());
        parts.put("jobs", roles.doesJobs());
        return parts.keySet().stream().filter(parts::get).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // everything that several processes share
                "edge | telemetry redis s3",
                "consumer | telemetry redis",
                "api | telemetry redis s3 outside",
                "live | telemetry redis",
                "stations | telemetry outside",
                "jobs | telemetry redis s3",
                "edge,stations | telemetry outside",
                "stations | telemetry embedded",
                "api,live | telemetry redis s3",
                "api | redis s3",
                // what a single one may keep to itself
                "edge | telemetry",
                "api | telemetry s3",
                "edge,consumer,live,jobs | s3",
                "consumer,live,jobs | telemetry s3",
                "edge,consumer,api,live,jobs | ",
                "edge,consumer,stations | redis outside",
            })
    void whatWorksStarts(String roles, String shared) {
        assertThatCode(() -> Deployment.of(settings(with(roles, shared)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edge | redis s3 | set it to kinesis, or add consumer to the roles",
                "edge,api | redis s3 | set it to kinesis, or add consumer to the roles",
                "stations | outside | set it to kinesis, or add consumer to the roles",
                "consumer | redis | set it to kinesis, or add edge or stations to the roles",
                "edge | unnamed | fleetport.stream.name is not set",
                "edge,consumer | redis name | fleetport.stream.kind is none: set it to kinesis",
                "stations | telemetry | set it to outside, or leave stations out of the roles",
                "edge,consumer,api,live,stations,jobs | | set it to outside, or leave stations out of the roles",
                "api | telemetry s3 embedded | set it to outside or none, or give api and stations to one process",
                "live | telemetry | nobody would see what a consumer stores: set it to redis",
                "api,live | telemetry s3 | nobody would see what a consumer stores: set it to redis",
                "consumer | telemetry | nobody could follow what is stored here: set it to redis",
                "api | s3 | nobody could follow what is stored here: set it to redis",
                "consumer,live | telemetry | an erasure would not reach the events that are held",
                "jobs | telemetry s3 | an erasure would not reach the events that are held",
                "api | telemetry | set it to s3, or give api and jobs to one process",
                "jobs | telemetry redis | set it to s3, or give api and jobs to one process",
                "signer | telemetry | fleetport.roles must be one of edge, consumer, api, live, stations, jobs but is signer",
            })
    void whatCannotWorkDoesNotStart(String roles, String shared, String advice) {
        assertThatThrownBy(() -> Deployment.of(settings(with(roles, shared))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(advice)
                .hasMessageNotContaining("\n");
    }

    /** A process with these roles on a database of its own, and what else the words stand for. */
    private static Map<String, String> with(String roles, String words) {
        Map<String, String> settings = new HashMap<>(external());
        settings.put("fleetport.roles", roles);
        settings.put("fleetport.stations.broker", "none");
        for (String word : words == null ? new String[0] : words.split(" ", -1)) {
            switch (word) {
                case "telemetry" -> {
                    settings.put("fleetport.stream.kind", "kinesis");
                    settings.put("fleetport.stream.name", word);
                }
                case "unnamed" -> settings.put("fleetport.stream.kind", "kinesis");
                case "name" -> settings.put("fleetport.stream.name", word);
                case "redis" -> {
                    settings.put("fleetport.live", word);
                    settings.put("fleetport.redis.url", "redis://localhost:6379");
                }
                case "s3" -> settings.put("fleetport.documents.kind", word);
                case "outside", "embedded" -> settings.put("fleetport.stations.broker", word);
                default -> throw new IllegalArgumentException(word);
            }
        }
        return settings;
    }

    @ParameterizedTest
    @CsvSource({"fleetport.stores, memory, set it to postgres", "fleetport.database.kind, embedded, set it to external"
    })
    void whatOneProcessKeepsForItselfIsNoUseToTheOthers(String setting, String value, String advice) {
        for (String role : List.of("edge", "consumer", "api", "live", "jobs")) {
            Map<String, String> settings = with(role, "telemetry redis s3");
            assertThat(Deployment.of(settings(settings)).stores()).isEqualTo(Deployment.Stores.POSTGRES);
            settings.remove("fleetport.database.kind");
            settings.put(setting, value);
            assertThatThrownBy(() -> Deployment.of(settings(settings)))
                    .isInstanceOf(WrongSetting.class)
                    .hasMessageContaining("fleetport.roles is " + role + ", but " + setting + " is " + value)
                    .hasMessageContaining(advice);
        }
    }

    @Test
    void theStreamsOfAMakersServerAreReadByConsumers() {
        Map<String, String> settings = new HashMap<>(external());
        settings.put("fleetport.maker-streams.values", "tesla_V");
        settings.put("fleetport.live", "redis");
        settings.put("fleetport.redis.url", "redis://localhost:6379");
        settings.put("fleetport.roles", "consumer");
        assertThat(Deployment.of(settings(settings)).stores()).isEqualTo(Deployment.Stores.POSTGRES);
        assertThat(MakerStreams.names(settings(settings))).containsExactly(Map.entry("V", "tesla_V"));
        assertThatThrownBy(() -> MakerStreams.of(settings(settings)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.maker-streams.organization is not set");
        settings.put("fleetport.roles", "api");
        assertThatThrownBy(() -> Deployment.of(settings(settings)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("consumers read them");
    }

    @Test
    void putsAreNotSmallerThanTheirEntries() {
        assertThat(KinesisSettings.limits(settings(Map.of("fleetport.kinesis.entry-bytes", "10485760")))
                        .putBytes())
                .isEqualTo(10_485_760);
        assertThatThrownBy(() -> KinesisSettings.limits(settings(
                        Map.of("fleetport.kinesis.entry-bytes", "2097152", "fleetport.kinesis.put-bytes", "1048576"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.kinesis.put-bytes must be at least");
    }

    private static Map<String, String> external() {
        return Map.of("fleetport.database.kind", "external");
    }

    private static Settings settings(Map<String, String> settings) {
        return new Settings(name -> Optional.ofNullable(settings.get(name)));
    }
}
