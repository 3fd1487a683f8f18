package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.ApiKeys} must do. */
public interface ApiKeysContract extends StoreContract {

    @Test
    default void aKeyComesBackWithTheHashOfItsSecret() {
        OrganizationId organization = anOrganization();
        ApiKey key = new ApiKey(
                anId(),
                organization,
                "feed",
                Set.of("source"),
                Set.of(Permission.VIEW_TRIPS),
                Set.of(new FleetId("north")),
                NOW,
                "ann",
                NOW.plusSeconds(60),
                null,
                null);
        stores().apiKeys().add(key, hash(7));

        assertThat(stores().apiKeys().find(key.id())).hasValueSatisfying(stored -> {
            assertThat(stored.key()).isEqualTo(key);
            assertThat(stored.secretHash()).isEqualTo(hash(7));
        });
        assertThat(stores().apiKeys().find(anId())).isEmpty();
    }

    @Test
    default void anIdIsGivenOnce() {
        ApiKey key = added(anOrganization(), NOW);

        assertThatThrownBy(() -> stores().apiKeys().add(key, hash(2))).isInstanceOf(PortRefused.class);
        assertThat(stores().apiKeys().find(key.id()))
                .hasValueSatisfying(stored -> assertThat(stored.secretHash()).isEqualTo(hash(1)));
    }

    @Test
    default void aKeyIsRevokedOnceAndByItsOrganizationAlone() {
        OrganizationId organization = anOrganization();
        ApiKey key = added(organization, NOW);

        assertThat(stores().apiKeys().revoke(anOrganization(), key.id(), NOW)).isFalse();
        assertThat(found(key).isValid(NOW)).isTrue();
        assertThat(stores().apiKeys().revoke(organization, key.id(), NOW.plusSeconds(1)))
                .isTrue();
        assertThat(stores().apiKeys().revoke(organization, key.id(), NOW.plusSeconds(9)))
                .isTrue();

        assertThat(found(key).revokedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(found(key).isValid(NOW)).isFalse();
        assertThat(stores().apiKeys().revoke(organization, anId(), NOW)).isFalse();
    }

    @Test
    default void theLastUseIsTheNewest() {
        OrganizationId organization = anOrganization();
        ApiKey key = added(organization, NOW);
        stores().apiKeys().used(organization, key.id(), NOW.plusSeconds(5));
        stores().apiKeys().used(organization, key.id(), NOW.plusSeconds(3));
        stores().apiKeys().used(anOrganization(), key.id(), NOW.plusSeconds(99));

        assertThat(found(key).lastUsedAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    default void keysAreListedNewestFirstPageByPage() {
        OrganizationId organization = anOrganization();
        ApiKey oldest = added(organization, NOW);
        ApiKey middle = added(organization, NOW.plusSeconds(1));
        ApiKey newest = added(organization, NOW.plusSeconds(2));
        stores().apiKeys().revoke(organization, middle.id(), NOW);

        Page<ApiKey> first = stores().apiKeys().list(organization, null, 2);
        Page<ApiKey> second = stores().apiKeys().list(organization, first.next(), 2);

        assertThat(first.items()).extracting(ApiKey::id).containsExactly(newest.id(), middle.id());
        assertThat(second.items()).extracting(ApiKey::id).containsExactly(oldest.id());
        assertThat(second.next()).isNull();
        assertThat(stores().apiKeys().list(anOrganization(), null, 2).items()).isEmpty();
    }

    private ApiKey found(ApiKey key) {
        return stores().apiKeys().find(key.id()).orElseThrow().key();
    }

    private ApiKey added(OrganizationId organization, Instant at) {
        ApiKey key =
                new ApiKey(anId(), organization, "feed", Set.of("source"), Set.of(), null, at, "ann", null, null, null);
        stores().apiKeys().add(key, hash(1));
        return key;
    }

    private static String anId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static byte[] hash(int value) {
        byte[] hash = new byte[32];
        hash[0] = (byte) value;
        return hash;
    }
}
