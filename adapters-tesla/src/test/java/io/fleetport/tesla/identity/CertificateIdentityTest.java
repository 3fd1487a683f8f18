package io.fleetport.tesla.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.tesla.Vectors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateIdentityTest {

    private static final Instant IN_2026 = Instant.parse("2026-09-01T00:00:00Z");

    static Stream<JsonNode> cases() {
        return Vectors.list("identity", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void certificatesNameWhomTheyNameForTheReferenceServer(JsonNode vector) throws RefusedIdentity {
        String issuer = vector.get("issuer_cn").asText();
        String subject = vector.get("subject_cn").asText();
        List<String> units = texts(vector.get("subject_ou"));
        List<String> purposes = texts(vector.get("eku_oids"));

        if (vector.has("refused")) {
            assertThatThrownBy(() -> CertificateIdentity.of(issuer, subject, units, purposes))
                    .isInstanceOfSatisfying(RefusedIdentity.class, refused -> assertThat(
                                    refused.reason().name().toLowerCase(java.util.Locale.ROOT))
                            .isEqualTo(vector.get("refused").asText()));
        } else {
            Identity identity = CertificateIdentity.of(issuer, subject, units, purposes);
            assertThat(identity)
                    .isEqualTo(new Identity(
                            vector.get("device_type").asText(),
                            vector.get("device_id").asText()));
            assertThat(identity.senderId()).isEqualTo(vector.get("sender_id").asText());
        }
    }

    @Test
    void namesAreReadFromTheCertificateItself() {
        var authority = VehicleTrust.BuiltIn.PRODUCTION.certificates().stream()
                .filter(certificate ->
                        certificate.getSubjectX500Principal().getName().contains("CN=Tesla Issuing CA"))
                .findAny()
                .orElseThrow();

        assertThatThrownBy(() -> CertificateIdentity.of(authority)).isInstanceOf(RefusedIdentity.class);
    }

    @Test
    void aVehicleIsACarWithAVin() {
        assertThat(new Identity("vehicle_device", "5YJ3E1EA7JF000001").isVehicle())
                .isTrue();
        assertThat(new Identity("vehicle_device", "BOARD1").isVehicle()).isFalse();
        assertThat(new Identity("energy_device", "5YJ3E1EA7JF000001").isVehicle())
                .isFalse();
        assertThat(new Identity("vehicle_device", "5YJ3E1EA7JF000001"))
                .asString()
                .doesNotContain("5YJ3");
    }

    @Test
    void theBuiltInSetsAreCompleteAndExpiredAuthoritiesLetNobodyIn() {
        assertThat(VehicleTrust.BuiltIn.PRODUCTION.certificates()).hasSize(14);
        assertThat(VehicleTrust.BuiltIn.ENGINEERING.certificates()).hasSize(8);

        assertThat(VehicleTrust.of(VehicleTrust.BuiltIn.PRODUCTION, List.of(), IN_2026)
                        .anchors())
                .hasSize(13);
        assertThat(VehicleTrust.of(VehicleTrust.BuiltIn.PRODUCTION, List.of(), Instant.parse("2025-05-01T00:00:00Z"))
                        .anchors())
                .hasSize(14);
        assertThatThrownBy(() -> VehicleTrust.of(VehicleTrust.BuiltIn.NONE, List.of(), IN_2026))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
