package io.fleetport.application.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataKeyRingTest {

    private static final OrganizationId ONE = new OrganizationId("one");
    private static final OrganizationId OTHER = new OrganizationId("other");

    private final ToyKeys keys = new ToyKeys();
    private final DataKeys stored = new InMemoryStores().privacy().dataKeys();

    private DataKeyRing ring() {
        return new DataKeyRing(keys, stored, FormerKeys.NONE);
    }

    @Test
    void aKeyIsTheSameAfterARestartAndForNoOtherOrganizationOrPurpose() {
        byte[] key = ring().key(ONE, DataKeyRing.VAULT);

        assertThat(key).hasSize(32);
        assertThat(ring().key(ONE, DataKeyRing.VAULT)).isEqualTo(key);
        assertThat(ring().key(ONE, DataKeyRing.PSEUDONYM)).isNotEqualTo(key);
        assertThat(ring().key(OTHER, DataKeyRing.VAULT)).isNotEqualTo(key);
        assertThat(stored.find(ONE, DataKeyRing.VAULT).orElseThrow().bytes()).isNotEqualTo(key);
    }

    @Test
    void aKeyPutInAnothersPlaceDoesNotOpen() {
        ring().key(ONE, DataKeyRing.VAULT);
        Keys.Wrapped wrapped = stored.find(ONE, DataKeyRing.VAULT).orElseThrow();
        stored.keep(OTHER, DataKeyRing.VAULT, wrapped);

        assertThatThrownBy(() -> ring().key(OTHER, DataKeyRing.VAULT)).isInstanceOf(PortRefused.class);
    }

    @Test
    void aRotationWrapsEveryKeyAnewAndChangesNone() {
        byte[] key = ring().key(ONE, DataKeyRing.VAULT);
        byte[] other = ring().key(OTHER, DataKeyRing.PSEUDONYM);
        keys.current = "m2";
        assertThat(ring().key(ONE, DataKeyRing.VAULT)).isEqualTo(key);

        assertThat(ring().rewrap()).isEqualTo(2);

        assertThat(stored.find(ONE, DataKeyRing.VAULT).orElseThrow().keyId()).isEqualTo("m2");
        assertThat(ring().key(ONE, DataKeyRing.VAULT)).isEqualTo(key);
        assertThat(ring().key(OTHER, DataKeyRing.PSEUDONYM)).isEqualTo(other);
        assertThat(ring().rewrap()).isZero();
    }

    @Test
    void theKeysOfAnotherInstallationAreFoundOutAtStart() {
        ring().key(ONE, DataKeyRing.VAULT);
        ToyKeys stranger = new ToyKeys();
        stranger.current = "m9";

        assertThatThrownBy(() -> new DataKeyRing(stranger, stored, FormerKeys.NONE).rewrap())
                .isInstanceOf(PortRefused.class);
    }

    @Test
    void aFormerBareKeyIsTakenOverAndRemovedOnceItIsDurable() {
        byte[] bare = new byte[32];
        bare[0] = 7;
        Former former = new Former(bare);

        byte[] key = new DataKeyRing(keys, stored, former).key(ONE, DataKeyRing.PSEUDONYM);

        assertThat(key).isEqualTo(bare);
        assertThat(former.left).isEmpty();
        assertThat(ring().key(ONE, DataKeyRing.PSEUDONYM)).isEqualTo(bare);
    }

    @Test
    void aFormerKeyThatAKillLeftBehindIsRemovedAndAnotherOneIsRefused() {
        byte[] key = ring().key(ONE, DataKeyRing.PSEUDONYM);
        Former same = new Former(key.clone());
        new DataKeyRing(keys, stored, same).key(ONE, DataKeyRing.PSEUDONYM);
        assertThat(same.left).isEmpty();

        Former different = new Former(new byte[32]);
        assertThatThrownBy(() -> new DataKeyRing(keys, stored, different).key(ONE, DataKeyRing.PSEUDONYM))
                .isInstanceOf(PortRefused.class);
        assertThat(different.left).isNotEmpty();
    }

    /** One organization's bare key. */
    private static final class Former implements FormerKeys {
        private final Map<OrganizationId, byte[]> left = new HashMap<>();

        Former(byte[] key) {
            left.put(ONE, key);
        }

        @Override
        public Optional<byte[]> find(OrganizationId organization, String purpose) {
            return Optional.ofNullable(left.get(organization));
        }

        @Override
        public void remove(OrganizationId organization, String purpose) {
            left.remove(organization);
        }
    }

    @Test
    void aPseudonymIsTheHmacOfSchemeAndNameAsUuidOfVersion8() {
        DataKeyRing zero = new DataKeyRing(keys, stored, new Former(new byte[32]));

        VehicleId pseudonym = new HmacPseudonyms(zero).of(ONE, "vin", "A");

        // printf 'vin\0A' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0000…
        assertThat(pseudonym).hasToString("5d4bc783-9f40-8899-80df-3acfd4b6e600");
        assertThat(pseudonym.value().version()).isEqualTo(8);
        assertThat(pseudonym.value().variant()).isEqualTo(2);
    }

    @Test
    void anotherOrganizationSchemeOrNameGivesAnotherPseudonym() {
        HmacPseudonyms pseudonyms = new HmacPseudonyms(ring());

        assertThat(List.of(
                        pseudonyms.of(ONE, "vin", "A"),
                        pseudonyms.of(OTHER, "vin", "A"),
                        pseudonyms.of(ONE, "name", "A"),
                        pseudonyms.of(ONE, "vin", "B"),
                        pseudonyms.of(ONE, "vi", "nA")))
                .doesNotHaveDuplicates();
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        HmacPseudonyms pseudonyms = new HmacPseudonyms(ring());
        List<VehicleId> together = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> pseudonyms.of(ONE, "vin", "V" + i))
                .toList();

        assertThat(together)
                .isEqualTo(IntStream.range(0, 2_000)
                        .mapToObj(i -> pseudonyms.of(ONE, "vin", "V" + i))
                        .toList());
    }
}
