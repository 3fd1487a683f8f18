package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalKeysTest {

    private static final OrganizationId ONE = new OrganizationId("one");
    private static final OrganizationId OTHER = new OrganizationId("other");

    @TempDir
    private Path folder;

    @Test
    void aVehicleKeepsItsPseudonymAcrossRestarts() {
        VehicleId before = new LocalKeys(folder).of(ONE, "vin", "5YJ3E1EA7KF000001");

        assertThat(new LocalKeys(folder).of(ONE, "vin", "5YJ3E1EA7KF000001")).isEqualTo(before);
    }

    @Test
    void anotherOrganizationSchemeOrNameGivesAnotherPseudonym() {
        LocalKeys keys = new LocalKeys(folder);

        assertThat(List.of(
                        keys.of(ONE, "vin", "A"),
                        keys.of(OTHER, "vin", "A"),
                        keys.of(ONE, "name", "A"),
                        keys.of(ONE, "vin", "B"),
                        keys.of(ONE, "vi", "nA")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPseudonymIsTheHmacOfSchemeAndNameAsUuidOfVersion8() throws Exception {
        byte[] key = new byte[32];
        PrivateFile.write(folder.resolve("one.pseudonym.key"), key);

        UUID pseudonym = new LocalKeys(folder).of(ONE, "vin", "A").value();

        // printf 'vin\0A' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0000…
        assertThat(pseudonym).hasToString(EXPECTED);
        assertThat(pseudonym.version()).isEqualTo(8);
        assertThat(pseudonym.variant()).isEqualTo(2);
    }

    private static final String EXPECTED = "5d4bc783-9f40-8899-80df-3acfd4b6e600";

    @Test
    void manyThreadsGetTheSameAnswers() {
        LocalKeys keys = new LocalKeys(folder);
        List<VehicleId> alone = IntStream.range(0, 2_000)
                .mapToObj(i -> keys.of(ONE, "vin", "V" + i))
                .toList();

        List<VehicleId> together = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> keys.of(ONE, "vin", "V" + i))
                .toList();

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void aKeyIsWrittenForTheOwnerOnly() throws Exception {
        new LocalKeys(folder.resolve("keys")).of(ONE, "vin", "A");

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("keys/one.pseudonym.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        new LocalKeys(folder).of(ONE, "vin", "A");
        Files.setPosixFilePermissions(
                folder.resolve("one.pseudonym.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new LocalKeys(folder).of(ONE, "vin", "A"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }
}
