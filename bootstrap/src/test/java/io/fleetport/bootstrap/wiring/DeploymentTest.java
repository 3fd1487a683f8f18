package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeploymentTest {

    @Test
    void withoutSettingsEverythingIsEmbedded() {
        assertThat(of(Map.of("fleetport.security.development-key", "keys/issuer.jwk")))
                .hasToString(
                        "environment=local stores=postgres database=embedded archive=file archive_form=parquet"
                                + " documents=file live=in-process limits=in-process read_cache=none events=none keys=file vehicles=development stations=embedded sign_in=development");
    }

    @Test
    void inProductionNothingIsEmbedded() {
        assertThat(of(Map.of(
                        "fleetport.environment", "production", "fleetport.security.issuer", "https://id.example.com")))
                .hasToString(
                        "environment=production stores=postgres database=external archive=file archive_form=parquet"
                                + " documents=file live=in-process limits=in-process read_cache=none events=none keys=file vehicles=files stations=none sign_in=oidc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "dynamodb"})
    void storesThatAreNotInPostgresNeedNoDatabase(String stores) {
        assertThat(of(Map.of("fleetport.stores", stores)).database()).isEqualTo(Deployment.Database.NONE);
        assertThatThrownBy(() -> of(Map.of("fleetport.stores", stores, "fleetport.database.kind", "external")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.database.kind must be none but is external");
    }

    @Test
    void whatIsMeantForDynamoDbIsNotPassedOver() {
        assertThatThrownBy(() -> of(Map.of("fleetport.dynamodb.table-prefix", "mine-")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.dynamodb.table-prefix is set, but fleetport.stores is postgres");
    }

    @ParameterizedTest
    @CsvSource({
        "fleetport.stores, memory, set it to postgres",
        "fleetport.database.kind, embedded, set it to external",
        "fleetport.database.kind, none, set it to external",
        "fleetport.vehicles.trust, development, set it to files",
        "fleetport.stations.broker, embedded, set it to outside or none",
    })
    void whatIsDangerousInProductionDoesNotStart(String setting, String value, String advice) {
        assertThatThrownBy(() -> of(Map.of("fleetport.environment", "production", setting, value)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting + " is " + value)
                .hasMessageContaining(advice);
    }

    @Test
    void aDevelopmentKeyInProductionDoesNotStart() {
        assertThatThrownBy(() -> of(Map.of(
                        "fleetport.environment", "production", "fleetport.security.development-key", "issuer.jwk")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("leave it out");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "fleet.example.com", "192.168.1.7", "::"})
    void theDevelopmentIssuerServesLoopbackOnly(String host) {
        Map<String, String> key = Map.of("fleetport.security.development-key", "issuer.jwk");
        Map<String, String> listening = new HashMap<>(key);
        listening.put("micronaut.server.host", host);
        assertThatThrownBy(() -> of(listening))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("listens on " + host)
                .hasMessageContaining("name an OIDC issuer");
        for (String loopback : List.of("localhost", "127.0.0.1", "::1")) {
            listening.put("micronaut.server.host", loopback);
            assertThat(of(listening).signIn()).isEqualTo(Deployment.SignIn.DEVELOPMENT);
        }
    }

    @ParameterizedTest
    @CsvSource({"http://id.example.com", "fleetport-development"})
    void anIssuerInTheClearIsRefusedInProduction(String issuer) {
        assertThatThrownBy(() -> of(Map.of("fleetport.environment", "production", "fleetport.security.issuer", issuer)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("must begin with https:// but is " + issuer);
    }

    @Test
    void anEndpointInTheClearIsForLocalOnly() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "fleetport.aws.endpoint", "http://localhost:4566",
                "fleetport.security.issuer", "https://id.example.com"));
        assertThat(of(settings).keys()).isEqualTo(Deployment.KeyKeeper.FILE);
        settings.put("fleetport.environment", "production");
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("must begin with https:// but is http://localhost:4566");
        settings.put("fleetport.aws.endpoint", "https://vpce-1.kms.eu-central-1.vpce.amazonaws.com");
        assertThat(of(settings).isLocal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"fleetport.tracing.endpoint", "fleetport.metrics.endpoint"})
    void aCollectorElsewhereIsNotToldInTheClear(String setting) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "fleetport.environment",
                "production",
                "fleetport.security.issuer",
                "https://id.example.com",
                setting,
                "http://collector.example.com:4318"));
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting + " must begin with https:// unless");
        for (String right : List.of("http://localhost:4318/", "https://collector.example.com")) {
            settings.put(setting, right);
            assertThat(of(settings).isLocal()).isFalse();
        }
        for (String wrong : List.of("localhost:4318", "grpc://localhost:4317", "http://me:secret@localhost:4318")) {
            settings.put(setting, wrong);
            assertThatThrownBy(() -> of(settings))
                    .isInstanceOf(WrongSetting.class)
                    .hasMessageContaining(setting + " must be the address of a collector");
        }
    }

    @Test
    void aKmsKeyThatNobodyWouldUseIsAMistake() {
        Map<String, String> settings = new HashMap<>(Map.of("fleetport.keys.kms-key", "alias/fleetport"));
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.keys.kind is file: set it to kms");
        settings.put("fleetport.keys.kind", "kms");
        assertThat(of(settings).keys()).isEqualTo(Deployment.KeyKeeper.KMS);
    }

    @Test
    void aBusThatNobodyWouldUseIsAMistake() {
        Map<String, String> settings = new HashMap<>(Map.of("fleetport.events.bus-name", "fleet"));
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.events.bus is none: set it to eventbridge");
        settings.put("fleetport.events.bus", "eventbridge");
        assertThat(of(settings).events()).isEqualTo(Deployment.Events.EVENTBRIDGE);
    }

    @Test
    void aBucketThatNobodyWouldUseIsAMistake() {
        Map<String, String> settings = new HashMap<>(Map.of("fleetport.archive.bucket", "raw"));
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.archive.kind is file: set it to s3");
        settings.put("fleetport.archive.kind", "s3");
        assertThat(of(settings).archive()).isEqualTo(Deployment.Archive.S3);
    }

    @Test
    void aBucketOrAnAddressThatDocumentsDoNotUseIsAMistake() {
        Map<String, String> settings = new HashMap<>(Map.of("fleetport.documents.bucket", "papers"));
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.documents.kind is file: set it to s3");
        settings.put("fleetport.documents.kind", "s3");
        assertThat(of(settings).documents()).isEqualTo(Deployment.Documents.S3);
        settings.put("fleetport.documents.url", "https://fleet.example.com");
        assertThatThrownBy(() -> of(settings)).isInstanceOf(WrongSetting.class).hasMessageContaining("leave it out");
    }

    @Test
    void anUnknownValueIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> of(Map.of("fleetport.stores", "mongo")))
                .isInstanceOf(WrongSetting.class)
                .hasMessage("fleetport.stores must be one of memory, postgres, dynamodb but is mongo");
    }

    @ParameterizedTest
    @CsvSource({"parquet, PARQUET", "jsonl, JSONL", "messages, MESSAGES"})
    void theArchiveTakesTheFormThatIsAskedFor(String value, Deployment.ArchiveForm form) {
        assertThat(of(Map.of("fleetport.archive.form", value)).archiveForm()).isEqualTo(form);
    }

    @Test
    void aFormTheArchiveDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> of(Map.of("fleetport.archive.form", "orc")))
                .isInstanceOf(WrongSetting.class)
                .hasMessage("fleetport.archive.form must be one of parquet, jsonl, messages but is orc");
    }

    @Test
    void memoryStoresWithADatabaseAreAMistake() {
        assertThatThrownBy(() -> of(Map.of("fleetport.stores", "memory", "fleetport.database.kind", "external")))
                .isInstanceOf(WrongSetting.class);
    }

    @Test
    void liveEventsCanGoThroughRedis() {
        assertThat(of(Map.of("fleetport.live", "redis", "fleetport.redis.url", "redis://localhost:6379")))
                .asString()
                .contains(" live=redis limits=redis ");
        assertThat(of(production("rediss://cache.example.com:6379")).live()).isEqualTo(Deployment.Live.REDIS);
        assertThat(of(production("redis://127.0.0.1")).live()).isEqualTo(Deployment.Live.REDIS);
        assertThat(of(production("redis://[::1]:6379")).live()).isEqualTo(Deployment.Live.REDIS);
    }

    @ParameterizedTest
    @CsvSource({"redis://cache.example.com:6379", "redis://10.0.0.7", "redis://127.example.com"})
    void aRedisInTheClearIsRefusedInProduction(String url) {
        assertThatThrownBy(() -> of(production(url)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.redis.url must begin with rediss://");
    }

    @Test
    void limitsAreSharedWhereLiveEventsAreUnlessItIsSaidOtherwise() {
        Map<String, String> settings = new HashMap<>(
                Map.of("fleetport.limits.kind", "redis", "fleetport.redis.url", "redis://localhost:6379"));
        assertThat(of(settings)).asString().contains(" live=in-process limits=redis ");
        settings.put("fleetport.live", "redis");
        settings.put("fleetport.limits.kind", "in-process");
        assertThat(of(settings)).asString().contains(" live=redis limits=in-process ");
        assertThatThrownBy(() -> of(Map.of("fleetport.limits.kind", "redis")))
                .isInstanceOf(WrongSetting.class)
                .hasMessage("fleetport.redis.url is not set, but fleetport.limits.kind is redis:"
                        + " set it to rediss://host:port");
    }

    @Test
    void readsCanBeSharedThroughRedis() {
        Map<String, String> settings = new HashMap<>(
                Map.of("fleetport.read-cache.kind", "redis", "fleetport.redis.url", "redis://localhost:6379"));
        assertThat(of(settings)).asString().contains(" live=in-process limits=in-process read_cache=redis ");
        assertThat(ReadCacheBeans.timeToLive(new Settings(name -> Optional.empty())))
                .hasSeconds(1);
        assertThatThrownBy(() -> of(Map.of("fleetport.read-cache.kind", "redis")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.redis.url is not set, but fleetport.read-cache.kind is redis");
        settings.put("fleetport.stores", "memory");
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.read-cache.kind is redis, but fleetport.stores is memory");
    }

    @ParameterizedTest
    @CsvSource({
        "redis, time-to-live, 1m, must be at most 5000 ms",
        "redis, time-to-live, 50ms, must be at least 100 ms",
        "redis, patience, 2s, must be at most 1000 ms",
        "redis, longest-answer, 1000, must be within 1024..4194304",
        "redis, bytes-per-second, 100000, must be within 262144..1073741824",
        "none, time-to-live, 1s, but fleetport.read-cache.kind is none"
    })
    void aCacheOfReadsThatIsDangerousOrPointlessIsRefused(String kind, String name, String value, String told) {
        Map<String, String> settings =
                new HashMap<>(Map.of("fleetport.read-cache.kind", kind, "fleetport.read-cache." + name, value));
        if (kind.equals("redis")) {
            settings.put("fleetport.redis.url", "redis://localhost:6379");
        }
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.read-cache." + name)
                .hasMessageContaining(told);
    }

    private static Map<String, String> production(String url) {
        return Map.of(
                "fleetport.environment", "production",
                "fleetport.security.issuer", "https://id.example.com",
                "fleetport.live", "redis",
                "fleetport.redis.url", url);
    }

    @ParameterizedTest
    @CsvSource({
        "cache:6379",
        "http://cache:6379",
        "redis://:sesame@cache:6379",
        "rediss://fleet:sesame@cache",
        "redis://cache:port sesame"
    })
    void anAddressOfRedisThatIsNoneIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> of(Map.of("fleetport.live", "redis", "fleetport.redis.url", url)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.redis.url must be redis://host:port or rediss://host:port")
                .hasMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "in-process, redis://localhost, '', '', fleetport.live is in-process",
        "redis, '', '', '', fleetport.redis.url is not set",
        "redis, redis://localhost, fleet, '', fleetport.redis.password is not",
        "redis, redis://localhost, '', ca.pem, fleetport.redis.authorities is set",
    })
    void settingsOfRedisThatDoNotFitTogetherAreRefused(
            String live, String url, String user, String authorities, String message) {
        assertThatThrownBy(() -> of(Map.of(
                        "fleetport.live", live,
                        "fleetport.redis.url", url,
                        "fleetport.redis.user", user,
                        "fleetport.redis.authorities", authorities)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(message);
    }

    private static Deployment of(Map<String, String> settings) {
        return Deployment.of(new Settings(name -> Optional.ofNullable(settings.get(name))));
    }
}
