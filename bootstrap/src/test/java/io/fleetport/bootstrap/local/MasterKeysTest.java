package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.application.privacy.HmacPseudonyms;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasterKeysTest {

    private static final Map<String, String> CONTEXT = Map.of("organization", "one", "purpose", "vault");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("keys/master.keys");
    }

    @Test
    void whatWasWrappedOpensAfterARestartAndInItsContextOnly() {
        byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        Keys.Wrapped wrapped = MasterKeys.open(file()).wrap(key, CONTEXT);

        assertThat(MasterKeys.open(file()).unwrap(wrapped, CONTEXT)).isEqualTo(key);
        assertThatThrownBy(() ->
                        MasterKeys.open(file()).unwrap(wrapped, Map.of("organization", "other", "purpose", "vault")))
                .isInstanceOf(PortRefused.class);
        byte[] changed = wrapped.bytes().clone();
        changed[20] ^= 1;
        assertThatThrownBy(() -> MasterKeys.open(file()).unwrap(new Keys.Wrapped(wrapped.keyId(), changed), CONTEXT))
                .isInstanceOf(PortRefused.class);
    }

    @Test
    void afterARotationTheNewKeyWrapsAndTheOldOneStillOpens() {
        MasterKeys before = MasterKeys.open(file());
        byte[] key = new byte[32];
        Keys.Wrapped old = before.wrap(key, CONTEXT);

        MasterKeys after = MasterKeys.rotate(file());

        assertThat(after.currentId()).isNotEqualTo(before.currentId());
        assertThat(after.wrap(key, CONTEXT).keyId()).isEqualTo(after.currentId());
        assertThat(after.unwrap(old, CONTEXT)).isEqualTo(key);
        assertThat(MasterKeys.rotate(file()).unwrap(old, CONTEXT)).isEqualTo(key);
    }

    @Test
    void theKeyOfAnotherInstallationIsNamedAsMissing() {
        Keys.Wrapped foreign = MasterKeys.open(folder.resolve("other.keys")).wrap(new byte[32], CONTEXT);

        assertThatThrownBy(() -> MasterKeys.open(file()).unwrap(foreign, CONTEXT))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining(foreign.keyId());
    }

    @Test
    void theFileIsForItsOwnerOnlyAndADamagedOneIsRefused() throws Exception {
        MasterKeys.open(file());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MasterKeys.open(file()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");

        PrivateFile.write(file(), new byte[] {'x', ' ', 'y'});
        assertThatThrownBy(() -> MasterKeys.open(file()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("backup");
    }

    @Test
    void aDataDirectoryOfBeforeKeepsItsPseudonymsAndLosesItsBareKey() {
        OrganizationId one = new OrganizationId("one");
        Path bare = folder.resolve("one.pseudonym.key");
        PrivateFile.write(bare, new byte[32]);
        InMemoryStores stores = new InMemoryStores();
        DataKeyRing ring =
                new DataKeyRing(MasterKeys.open(file()), stores.privacy().dataKeys(), new FormerKeyFiles(folder));

        assertThat(new HmacPseudonyms(ring).of(one, "vin", "A")).hasToString("5d4bc783-9f40-8899-80df-3acfd4b6e600");

        assertThat(bare).doesNotExist();
        DataKeyRing again =
                new DataKeyRing(MasterKeys.open(file()), stores.privacy().dataKeys(), new FormerKeyFiles(folder));
        assertThat(new HmacPseudonyms(again).of(one, "vin", "A")).hasToString("5d4bc783-9f40-8899-80df-3acfd4b6e600");
    }
}
