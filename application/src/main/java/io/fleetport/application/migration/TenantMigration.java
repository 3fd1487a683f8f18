package io.fleetport.application.migration;

import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies all that is kept of one organization into other stores. It can be broken off anywhere: the next one looks at what is
 * there and adds the rest. The source is only read. For one thread.
 *
 * <p>Any method may throw {@link io.fleetport.application.port.out.PortUnavailable}; going on later is safe.
 */
public final class TenantMigration {

    /** Who looks on. */
    @FunctionalInterface
    public interface Progress {
        /** @param added rows of the kind that were not in the target before */
        void copied(String kind, long added);
    }

    /** An index of DynamoDB is some milliseconds late ("eventually consistent"): what it lacks is looked for again so often. */
    private static final int LOOKS = 5;

    private final PortableStores source;
    private final PortableStores target;
    private final OrganizationId organization;
    private final Runnable pause;

    /** @param pause is run before something is looked for again; a second, say */
    public TenantMigration(PortableStores source, PortableStores target, OrganizationId organization, Runnable pause) {
        this.source = source;
        this.target = target;
        this.organization = organization;
        this.pause = pause;
    }

    /**
     * Looks whether the copy may begin.
     *
     * @param whileWriting whether an organization is copied that is not suspended: what is written meanwhile may be missing
     * @throws MigrationRefused when there is no such organization, it is not suspended, or the target has something of it
     *     that the source has not, or has otherwise
     */
    public void check(boolean whileWriting) {
        Organization account = source.organizations()
                .find(organization)
                .orElseThrow(() -> new MigrationRefused("the source has no organization " + organization));
        if (account.isActive() && !whileWriting) {
            throw new MigrationRefused("organization " + organization
                    + " is not suspended, so that it is written to while it is copied: suspend it, or rehearse with"
                    + " --while-writing");
        }
        Kinds.ALL.forEach(this::refuseOthers);
    }

    private <T> void refuseOthers(Kind<T> kind) {
        Walk<T> walk = walk(kind);
        while (walk.isTargetLeft()) {
            Walk.Found<T> found = walk.next();
            if (found.target() != null && !found.isSame()) {
                throw new MigrationRefused("the target has " + kind.name() + " of organization " + organization
                        + " that are not those of the source (" + shown(found.place())
                        + "): it is never overwritten, take another one");
            }
        }
    }

    /** Adds what the target lacks. @return rows added, by kind */
    public Map<String, Long> copy(Progress progress) {
        Map<String, Long> added = new TreeMap<>();
        for (Kind<?> kind : Kinds.ALL) {
            long rows = copy(kind);
            added.put(kind.name(), rows);
            progress.copied(kind.name(), rows);
        }
        return added;
    }

    private <T> long copy(Kind<T> kind) {
        Walk<T> walk = walk(kind);
        List<T> missing = new ArrayList<>();
        long added = 0;
        while (walk.hasNext()) {
            Walk.Row<T> row = missing(walk.next());
            if (row != null) {
                missing.add(row.row());
                added++;
            }
            if (missing.size() == kind.atOnce()) {
                kind.sink().add(target, organization, List.copyOf(missing));
                missing.clear();
            }
        }
        if (!missing.isEmpty()) {
            kind.sink().add(target, organization, List.copyOf(missing));
        }
        return added;
    }

    private static <T> Walk.@Nullable Row<T> missing(Walk.Found<T> found) {
        return found.target() == null ? found.source() : null;
    }

    /** Reads both sides once more, whole. */
    public List<Compared> compare() {
        List<Compared> all = new ArrayList<>();
        for (Kind<?> kind : Kinds.ALL) {
            Compared compared = compare(kind);
            for (int look = 1; look < LOOKS && compared.inTarget() < compared.inSource(); look++) {
                pause.run();
                compared = compare(kind);
            }
            all.add(compared);
        }
        return all;
    }

    private <T> Compared compare(Kind<T> kind) {
        Digest here = new Digest();
        Digest there = new Digest();
        @Nullable String difference = null;
        Walk<T> walk = walk(kind);
        while (walk.hasNext()) {
            Walk.Found<T> found = walk.next();
            here.add(found.source());
            there.add(found.target());
            if (difference == null && !found.isSame()) {
                difference = shown(found.place());
            }
        }
        return new Compared(kind.name(), here.rows, there.rows, here.text(), there.text(), difference);
    }

    /** What is not copied, and why. */
    public static Map<String, String> notCopied() {
        return new TreeMap<>(Kinds.NOT_COPIED);
    }

    private <T> Walk<T> walk(Kind<T> kind) {
        return new Walk<>(
                kind, kind.source().of(source, organization), kind.source().of(target, organization));
    }

    private static String shown(String place) {
        return place.replace('\0', ' ');
    }

    /** Of rows one after the other, each with its place. */
    private static final class Digest {
        private final MessageDigest running = Sha256.running();
        private long rows;

        void add(Walk.@Nullable Row<?> row) {
            if (row != null) {
                byte[] place = row.place().getBytes(StandardCharsets.UTF_8);
                running.update((place.length + ":" + row.form().length + ":").getBytes(StandardCharsets.US_ASCII));
                running.update(place);
                running.update(row.form());
                rows++;
            }
        }

        String text() {
            return HexFormat.of().formatHex(running.digest());
        }
    }
}
