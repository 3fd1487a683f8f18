package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.KeysContract;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.application.privacy.HmacPseudonyms;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasterKeysTest implements KeysContract {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("keys/master.keys");
    }

    @Override
    public Keys keys() {
        return MasterKeys.open(file());
    }

    @Override
    public Keys afterRotation() {
        return MasterKeys.rotate(file());
    }

    @Override
    public Keys stranger() {
        return MasterKeys.open(folder.resolve("other.keys"));
    }

    @Test
    void everyRotationKeepsTheKeysOfBefore() {
        Keys.Wrapped old = keys().wrap(new byte[32], CONTEXT);
        MasterKeys.rotate(file());

        assertThat(MasterKeys.rotate(file()).unwrap(old, CONTEXT)).isEqualTo(new byte[32]);
        assertThat(MasterKeys.open(file()).holds(old.keyId())).isTrue();
        assertThat(MasterKeys.open(file()).holds("arn:aws:kms:eu-central-1:111122223333:key/1"))
                .isFalse();
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
