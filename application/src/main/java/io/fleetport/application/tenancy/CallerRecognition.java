package io.fleetport.application.tenancy;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.OrganizationRefused;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RecogniseCallers;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.scope.Remembered;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recognises callers from what is stored. Safe to use from many threads. */
public final class CallerRecognition implements RecogniseCallers {

    private static final Logger LOG = LoggerFactory.getLogger(CallerRecognition.class);

    /** Subject of a caller that signed in with a key: the prefix and the key's id. */
    public static final String KEY_SUBJECT = "api-key:";

    private static final int MOST = 20_000;
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** What an unknown id is compared with, so that it takes as long as a known one. */
    private static final byte[] NO_HASH = new byte[32];

    private record Bearer(OrganizationId organization, String subject) {}

    private final Accounts accounts;
    private final Members members;
    private final CustomRoles customRoles;
    private final ApiKeys keys;
    private final RoleBook book;
    private final Clock clock;
    private final Remembered<Bearer, Optional<Member>> knownMembers;
    private final Remembered<OrganizationId, List<CustomRole>> knownRoles;
    private final Remembered<String, Optional<ApiKeys.Stored>> knownKeys;
    private final Remembered<String, Boolean> notedUses = new Remembered<>(NOTED_EVERY, MOST, System::nanoTime);

    public CallerRecognition(
            Accounts accounts,
            Members members,
            CustomRoles customRoles,
            ApiKeys keys,
            RoleBook book,
            CallerSettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.members = members;
        this.customRoles = customRoles;
        this.keys = keys;
        this.book = book;
        this.clock = clock;
        knownMembers = new Remembered<>(settings.remembered(), MOST, System::nanoTime);
        knownRoles = new Remembered<>(settings.remembered(), MOST, System::nanoTime);
        knownKeys = new Remembered<>(settings.remembered(), MOST, System::nanoTime);
    }

    @Override
    public Caller bearer(Presented presented, Origin origin) {
        OrganizationId organization = presented.organization();
        requireActive(organization);
        List<CustomRole> custom = knownRoles.get(organization, customRoles::list);
        Optional<Member> member = knownMembers.get(
                new Bearer(organization, presented.subject()),
                bearer -> members.find(bearer.organization(), bearer.subject()));
        Set<Permission> permissions = book.allowed(presented.roles(), custom);
        Set<FleetId> fleets = null;
        if (member.isPresent()) {
            Set<Permission> added = book.allowed(member.get().roles(), custom);
            added.remove(Permission.OPERATE); // no organization's to give
            permissions.addAll(added);
            fleets = member.get().fleets();
        }
        return new Caller(organization, presented.subject(), permissions, presented.speaksFor(), fleets, origin);
    }

    @Override
    public Caller software(ApiKey key, Origin origin) {
        requireActive(key.organization());
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        permissions.addAll(key.permissions());
        permissions.addAll(book.allowed(key.roles(), knownRoles.get(key.organization(), customRoles::list)));
        return new Caller(
                key.organization(),
                KEY_SUBJECT + key.id(),
                permissions,
                null,
                key.fleets(),
                key.impersonator() == null
                        ? origin
                        : new Origin(origin.address(), origin.requestId(), key.impersonator()));
    }

    @Override
    public Optional<ApiKey> key(String text) {
        Optional<KeyText> presented = KeyText.parse(text);
        if (presented.isEmpty()) {
            return Optional.empty();
        }
        Optional<ApiKeys.Stored> stored = knownKeys.get(presented.get().id(), keys::find);
        boolean matches = MessageDigest.isEqual(
                presented.get().secretHash(),
                stored.map(ApiKeys.Stored::secretHash).orElse(NO_HASH));
        Optional<ApiKey> key =
                stored.map(ApiKeys.Stored::key).filter(found -> matches && found.isValid(clock.instant()));
        key.ifPresent(found -> notedUses.get(found.id(), id -> noted(found)));
        return key;
    }

    /** When it was last used is good to know; not knowing it must keep nobody out. */
    private boolean noted(ApiKey key) {
        try {
            keys.used(key.organization(), key.id(), clock.instant());
        } catch (PortUnavailable e) {
            LOG.warn("the use of key {} could not be noted: {}", key.id(), e.getMessage());
        }
        return true;
    }

    private void requireActive(OrganizationId id) {
        Organization account =
                accounts.find(id).orElseThrow(() -> new OrganizationRefused("the organization has no account here"));
        if (!account.isActive()) {
            throw new OrganizationRefused("the organization's account is suspended");
        }
    }

    /** After a change made in this process, which is to be seen at once. */
    void forget(OrganizationId organization) {
        knownMembers.forget(bearer -> bearer.organization().equals(organization));
        knownRoles.forget(organization::equals);
    }

    void forgetKey(String id) {
        knownKeys.forget(id::equals);
    }
}
