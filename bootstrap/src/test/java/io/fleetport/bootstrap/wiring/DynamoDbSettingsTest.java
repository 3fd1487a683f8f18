package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.aws.dynamodb.DynamoSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DynamoDbSettingsTest {

    private final Map<String, String> given = new HashMap<>(Map.of(
            "fleetport.stores", "dynamodb",
            "fleetport.aws.region", "eu-central-1",
            "fleetport.stream.kind", "kinesis",
            "fleetport.stream.name", "telemetry"));

    @Test
    void tablesAreMadeInLocalAndLookedAtInProduction() {
        assertThat(read()).satisfies(local -> {
            assertThat(local.createTables()).isTrue();
            assertThat(local.historyKept()).isNull();
            assertThat(local.tables())
                    .containsExactly(
                            "fleetport-stores-telemetry", "fleetport-stores-stations", "fleetport-stores-tenants");
        });
        given.put("fleetport.environment", "production");
        given.put("fleetport.security.issuer", "https://id.example.com");
        given.put("fleetport.dynamodb.keep-history", "30d");
        assertThat(read()).satisfies(production -> {
            assertThat(production.createTables()).isFalse();
            assertThat(production.historyKept()).isEqualTo(Duration.ofDays(30));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fleetport.dynamodb.table-prefix, fleetport-, would hold stores and leases",
        "fleetport.dynamodb.table-prefix, ü, 'must be 1 to 200 of A-Z'",
        "fleetport.dynamodb.keep-history, 1h, must be at least",
        "fleetport.dynamodb.create-tables, maybe, must be true or false",
    })
    void whatCannotBeUsedIsRefused(String setting, String value, String told) {
        given.put(setting, value);
        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(told);
    }

    @Test
    void whatIsSaidAboutBothStoresServesWhicheverIsChosen() {
        given.put("fleetport.database.kind", "external");
        given.put("fleetport.dynamodb.table-prefix", "moved-");
        Settings both = new Settings(name -> Optional.ofNullable(given.get(name)));

        Settings tables = DynamoDbSettings.chosen(both, Deployment.Stores.DYNAMODB);
        assertThat(DynamoDbSettings.of(tables, Deployment.of(tables)).prefix()).isEqualTo("moved-");
        Settings database = DynamoDbSettings.chosen(both, Deployment.Stores.POSTGRES);
        assertThat(Deployment.of(database).database()).isEqualTo(Deployment.Database.EXTERNAL);
        given.put("fleetport.database.kind", "none");
        assertThat(Deployment.of(database).database()).isEqualTo(Deployment.Database.EMBEDDED);
    }

    private DynamoSettings read() {
        Settings settings = new Settings(name -> Optional.ofNullable(given.get(name)));
        return DynamoDbSettings.of(settings, Deployment.of(settings));
    }
}
