package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.KeysContract;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.bootstrap.local.MasterKeys;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MovedKeysTest implements KeysContract {

    @TempDir
    private Path folder;

    private Path keeper() {
        return folder.resolve("keeper.keys");
    }

    private Path before() {
        return folder.resolve("before.keys");
    }

    @Override
    public Keys keys() {
        return new MovedKeys(MasterKeys.open(keeper()), MasterKeys.open(before()));
    }

    @Override
    public Keys afterRotation() {
        return new MovedKeys(MasterKeys.rotate(keeper()), MasterKeys.open(before()));
    }

    @Override
    public Keys stranger() {
        return MasterKeys.open(folder.resolve("stranger.keys"));
    }

    @Test
    void theStartAfterTheMoveWrapsEverythingAnewAndTheFileIsNotNeededAnyMore() {
        OrganizationId one = new OrganizationId("one");
        DataKeys stored = new InMemoryStores().privacy().dataKeys();
        Keys file = MasterKeys.open(before());
        byte[] key = new DataKeyRing(file, stored, FormerKeys.NONE).key(one, DataKeyRing.VAULT);

        assertThat(new DataKeyRing(keys(), stored, FormerKeys.NONE).rewrap()).isEqualTo(1);

        Keys keeper = MasterKeys.open(keeper());
        assertThat(new DataKeyRing(keeper, stored, FormerKeys.NONE).key(one, DataKeyRing.VAULT))
                .isEqualTo(key);
        assertThat(new DataKeyRing(keeper, stored, FormerKeys.NONE).rewrap()).isZero();
    }
}
