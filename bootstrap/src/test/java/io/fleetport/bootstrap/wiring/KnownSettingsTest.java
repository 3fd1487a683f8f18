package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {

    private static final KnownSettings KNOWN = KnownSettings.packaged();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fleetport.intake.shards",
                "fleetport.database.password",
                "fleetport.secrets.call-timeout",
                "fleetport.security.outage-for",
                "fleetport.security.issuer",
                "fleetport.data"
            })
    void whatThePagesDescribeIsKnown(String name) {
        assertThat(KNOWN.names()).contains(name);
        assertThat(KNOWN.variables()).contains(KnownSettings.variable(name));
    }

    @Test
    void whatTheyDoNotIsNot() {
        assertThat(KNOWN.names())
                .hasSizeGreaterThan(150)
                .allSatisfy(name -> assertThat(name).matches("fleetport(\\.[a-z0-9-]+)+"))
                .doesNotContain("fleetport.database", "fleetport.intake", "fleetport.password");
    }

    @ParameterizedTest
    @CsvSource({
        "FLEETPORT_DATABASE_PASWORD, FLEETPORT_DATABASE_PASSWORD",
        "FLEETPORT_ROLE, FLEETPORT_ROLES",
        "FLEETPORT_INTAKE_SHARD, FLEETPORT_INTAKE_SHARDS"
    })
    void aMisspeltVariableIsRefusedWithWhatWasMeant(String written, String meant) {
        assertThatThrownBy(() -> KNOWN.requireKnown(Set.of("PATH", written), Set.of()))
                .isInstanceOf(WrongSetting.class)
                .hasMessageStartingWith(written + " is no setting; is " + meant + " meant?");
    }

    @Test
    void aMisspeltPropertyIsRefused() {
        assertThatThrownBy(() -> KNOWN.requireKnown(
                        Set.of(), List.of("java.home", "micronaut.server.port", "fleetport.trip.end-after")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("is fleetport.trip.ends-after meant?");
    }

    @Test
    void nothingIsGuessedForANameFarFromAll() {
        assertThatThrownBy(() -> KNOWN.requireKnown(Set.of("FLEETPORT_COLOUR_OF_THE_SKY"), Set.of()))
                .hasMessage(
                        "FLEETPORT_COLOUR_OF_THE_SKY is no setting: take it away, or see docs/configuration.md for what"
                                + " there is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLEETPORT_SERVICE_HOST",
                "FLEETPORT_SERVICE_PORT",
                "FLEETPORT_SERVICE_PORT_HTTPS",
                "FLEETPORT_PORT",
                "FLEETPORT_PORT_8080_TCP",
                "FLEETPORT_PORT_8080_TCP_ADDR",
                "FLEETPORT_API_SERVICE_HOST",
                "FLEETPORT_API_PORT_8080_TCP_PROTO"
            })
    void whatAClusterSetsBesideAServiceOfThatNameIsPassedOver(String variable) {
        assertThatCode(() -> KNOWN.requireKnown(Set.of(variable), Set.of())).doesNotThrowAnyException();
    }

    @Test
    void theDistanceCountsLetters() {
        assertThat(KnownSettings.distance("", "abc")).isEqualTo(3);
        assertThat(KnownSettings.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(KnownSettings.distance("same", "same")).isZero();
    }
}
