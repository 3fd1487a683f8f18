package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeploymentTest {

    @Test
    void withoutSettingsEverythingIsEmbedded() {
        assertThat(of(Map.of("fleetport.security.development-key", "keys/issuer.jwk")))
                .hasToString("environment=local stores=postgres database=embedded archive=file archive_form=parquet"
                        + " live=in-process vehicles=development stations=embedded sign_in=development");
    }

    @Test
    void inProductionNothingIsEmbedded() {
        assertThat(of(Map.of("fleetport.environment", "production")))
                .hasToString(
                        "environment=production stores=postgres database=external archive=file archive_form=parquet"
                                + " live=in-process vehicles=files stations=none sign_in=oidc");
    }

    @Test
    void memoryStoresNeedNoDatabase() {
        assertThat(of(Map.of("fleetport.stores", "memory")).database()).isEqualTo(Deployment.Database.NONE);
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

    @Test
    void anUnknownValueIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> of(Map.of("fleetport.stores", "mongo")))
                .isInstanceOf(WrongSetting.class)
                .hasMessage("fleetport.stores must be one of memory, postgres but is mongo");
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

    private static Deployment of(Map<String, String> settings) {
        return Deployment.of(new Settings(name -> Optional.ofNullable(settings.get(name))));
    }
}
