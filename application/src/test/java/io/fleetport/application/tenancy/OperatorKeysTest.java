package io.fleetport.application.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.Stores;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first key there is. */
class OperatorKeysTest {

    private static final OrganizationId OPERATOR = new OrganizationId("operator");

    private final Stores stores = new InMemoryStores();
    private final Clock clock = Clock.systemUTC();
    private final OperatorKeys operatorKeys = new OperatorKeys(
            stores.organizations(), stores.apiKeys(), (caller, action, kind, id, reason, details) -> {}, clock);

    @Test
    void theFirstKeyOperatesAndNothingElse() {
        String text = operatorKeys.first(OPERATOR, false).orElseThrow();

        CallerRecognition recognition = recognition();
        ApiKey key = recognition.key(text).orElseThrow();
        Caller caller = recognition.software(key, Origin.SELF);
        assertThat(caller.permissions()).containsExactly(Permission.OPERATE);
        assertThat(caller.organization()).isEqualTo(OPERATOR);
    }

    @Test
    void aSecondOneIsMadeOnlyWhenAskedForOrTheFirstIsRevoked() {
        String first = operatorKeys.first(OPERATOR, false).orElseThrow();

        assertThat(operatorKeys.first(OPERATOR, false)).isEmpty();
        Optional<String> another = operatorKeys.first(OPERATOR, true);
        assertThat(another).isPresent().get().isNotEqualTo(first);

        stores.apiKeys().list(OPERATOR, null, 10).items().forEach(key -> stores.apiKeys()
                .revoke(OPERATOR, key.id(), clock.instant()));
        assertThat(recognition().key(first)).isEmpty();
        assertThat(operatorKeys.first(OPERATOR, false)).isPresent();
    }

    @Test
    void aWrongSecretOpensNothing() {
        String text = operatorKeys.first(OPERATOR, false).orElseThrow();
        char last = text.charAt(text.length() - 1);
        String wrong = text.substring(0, text.length() - 1) + (last == 'A' ? 'B' : 'A');

        CallerRecognition recognition = recognition();
        assertThat(recognition.key(wrong)).isEmpty();
        assertThat(recognition.key(text + "A")).isEmpty();
        assertThat(recognition.key("fpk_0123456789abcdef_" + "A".repeat(43))).isEmpty();
        assertThat(recognition.key(text)).isPresent();
    }

    @Test
    void theSecretIsNotStored() {
        String text = operatorKeys.first(OPERATOR, false).orElseThrow();
        String id = text.split("_", 3)[1];
        String secret = text.split("_", 3)[2];

        var stored = stores.apiKeys().find(id).orElseThrow();
        assertThat(stored.key().toString()).doesNotContain(secret);
        assertThat(stored.secretHash())
                .hasSize(32)
                .isNotEqualTo(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private CallerRecognition recognition() {
        CallerSettings settings = new CallerSettings(Duration.ZERO, false);
        return new CallerRecognition(
                new Accounts(stores.organizations(), settings, clock),
                stores.members(),
                stores.customRoles(),
                stores.apiKeys(),
                new RoleBook(Map.of()),
                settings,
                clock);
    }
}
