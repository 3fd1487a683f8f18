package io.fleetport.application.tenancy;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageKeys;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps keys in their store. Safe to call from many threads. */
public final class KeyRing implements ManageKeys {

    private final ApiKeys keys;
    private final CallerRecognition recognition;
    private final Granting granting;
    private final AuditTrail trail;
    private final Clock clock;

    public KeyRing(
            ApiKeys keys,
            CustomRoles customRoles,
            Fleets fleets,
            RoleBook book,
            CallerRecognition recognition,
            AuditTrail trail,
            Clock clock) {
        this.keys = keys;
        this.recognition = recognition;
        this.granting = new Granting(book, customRoles, fleets);
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Issued create(Caller caller, Wish wish) {
        caller.requireWhole(Permission.MANAGE_KEYS);
        granting.requireRoles(caller, wish.roles());
        granting.requirePermissions(caller, wish.permissions());
        granting.requireFleets(caller, wish.fleets());
        Instant now = clock.instant();
        Instant end = wish.expiresAt();
        if (end != null && !end.isAfter(now)) {
            throw new InvalidRequest("expires_at", "expires_at must be in the future");
        }
        if (wish.roles().isEmpty() && wish.permissions().isEmpty()) {
            throw new InvalidRequest("roles", "roles or permissions must name at least one");
        }
        KeyText text = KeyText.random();
        ApiKey key;
        try {
            key = new ApiKey(
                    text.id(),
                    caller.organization(),
                    wish.name(),
                    wish.roles(),
                    wish.permissions(),
                    wish.fleets(),
                    now,
                    caller.subject(),
                    end,
                    null,
                    null);
        } catch (IllegalArgumentException tooLong) {
            throw new InvalidRequest("name", String.valueOf(tooLong.getMessage()));
        }
        trail.record(
                caller,
                "api_key.create",
                "api_key",
                key.id(),
                null,
                Map.of("name", key.name(), "roles", String.join(",", new TreeSet<>(key.roles()))));
        keys.add(key, text.secretHash());
        recognition.forgetKey(key.id());
        return new Issued(keys.find(key.id()).map(ApiKeys.Stored::key).orElse(key), text.text());
    }

    @Override
    public Page<ApiKey> list(Caller caller, @Nullable String cursor, int limit) {
        caller.requireWhole(Permission.MANAGE_KEYS);
        return Cursors.reading(cursor, () -> keys.list(caller.organization(), cursor, limit));
    }

    @Override
    public boolean revoke(Caller caller, String id) {
        caller.requireWhole(Permission.MANAGE_KEYS);
        boolean isOwn = keys.find(id)
                .filter(stored -> stored.key().organization().equals(caller.organization()))
                .isPresent();
        if (!isOwn) {
            return false;
        }
        trail.record(caller, "api_key.revoke", "api_key", id, null, Map.of());
        boolean revoked = keys.revoke(caller.organization(), id, clock.instant());
        recognition.forgetKey(id);
        return revoked;
    }
}
