package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an organization has events sent.
 *
 * @param name for people, 1 to 128 characters
 * @param url may hold what the receiver knows its senders by: not for logs
 * @param types what is sent; empty when everything is
 * @param pausedBecause null unless it is paused
 * @param failingSince since when nothing has come through; null while deliveries work
 * @param secrets what deliveries are signed with, newest first
 * @param version of its settings, from 1
 */
public record Webhook(
        UUID id,
        OrganizationId organization,
        String name,
        URI url,
        Set<EventType> types,
        State state,
        @Nullable PauseReason pausedBecause,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant failingSince,
        List<Secret> secrets,
        long version) {

    public static final int MOST_NAME = 128;

    public enum State {
        ACTIVE,
        /** Nothing is sent until someone resumes it; what happens meanwhile waits. */
        PAUSED,
        /** Switched off by its organization: nothing is sent, and what happens meanwhile is not either. */
        DISABLED
    }

    public enum PauseReason {
        /** Nothing came through for too long. */
        FAILING,
        /** The receiver said that it is gone for good. */
        GONE
    }

    /**
     * A signing secret as it may be stored.
     *
     * @param sealed to be opened by {@link SigningSecrets} only
     * @param until when it stops being used; null for the present one
     */
    public record Secret(byte[] sealed, @Nullable Instant until) {}

    public Webhook {
        if ((pausedBecause != null) != (state == State.PAUSED)) {
            throw new IllegalArgumentException("pausedBecause must be there when paused and only then");
        }
        if (name.isBlank() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + MOST_NAME + " characters");
        }
        types = Set.copyOf(types);
        secrets = List.copyOf(secrets);
    }

    public boolean wants(EventType type) {
        return types.isEmpty() || types.contains(type);
    }

    /** With other settings. */
    public Webhook with(String newName, URI newUrl, Set<EventType> newTypes, Instant at) {
        return new Webhook(
                id,
                organization,
                newName,
                newUrl,
                newTypes,
                state,
                pausedBecause,
                createdAt,
                at,
                failingSince,
                secrets,
                version);
    }

    /** Active or disabled; what failed before is forgotten. */
    public Webhook with(State newState, Instant at) {
        return new Webhook(id, organization, name, url, types, newState, null, createdAt, at, null, secrets, version);
    }

    public Webhook with(List<Secret> newSecrets, Instant at) {
        return new Webhook(
                id,
                organization,
                name,
                url,
                types,
                state,
                pausedBecause,
                createdAt,
                at,
                failingSince,
                newSecrets,
                version);
    }

    /** It without its secrets and where it sends to. */
    @Override
    public String toString() {
        return "Webhook[" + organization + "/" + id + " " + state + "]";
    }
}
