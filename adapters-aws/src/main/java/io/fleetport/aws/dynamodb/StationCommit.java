package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationChanges.CommandAnswered;
import io.fleetport.application.port.out.StationChanges.Moved;
import io.fleetport.application.port.out.StationChanges.PackSeen;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.StationChanges.Update;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One batch's changes of stations: what of them is stored is read and compared, then each station's step is written down. */
final class StationCommit {

    private final Database database;
    private final StationChanges changes;
    private final StationSteps steps = new StationSteps();
    private final Map<Key, Item> stored = new HashMap<>();

    StationCommit(Database database, StationChanges changes) {
        this.database = database;
        this.changes = changes;
    }

    /** As {@link StationItems#steps}. */
    List<Step> steps() {
        Map<StationId, StationKey> claims = claims();
        read(claims.values());
        Set<StationKey> done = done();
        claims.forEach(this::claim);
        changes.reports()
                .forEach(added -> steps.before(
                        added.key(),
                        Write.put(ReportItems.item(added, database.settings().historyKept()))));
        changes.moves().forEach(this::carry);
        changes.packs().forEach(this::see);
        changes.sessions().forEach(this::tell);
        changes.swaps().forEach(this::tell);
        changes.gaps().forEach(change -> StationGapItems.put(change, steps));
        lasting().values().forEach(this::answer);
        changes.updates().forEach(this::move);
        return steps.without(done);
    }

    private void read(Collection<StationKey> claims) {
        List<Key> keys = new ArrayList<>();
        for (Update update : changes.updates()) {
            keys.add(StationKeys.standing(update.key()));
            if (update.expectedVersion() == 0) {
                keys.add(directory(update.key()));
            }
        }
        claims.forEach(key -> keys.add(StationKeys.owner(key.station())));
        changes.moves().forEach(moved -> keys.add(PackItems.key(moved)));
        changes.packs().forEach(seen -> keys.add(PackItems.key(seen)));
        changes.answers().forEach(answered -> keys.add(command(answered)));
        stored.putAll(database.getAll(keys));
    }

    /** Stations that the very same updates have moved on already. */
    private Set<StationKey> done() {
        Set<StationKey> done = new HashSet<>();
        for (Update update : changes.updates()) {
            StationKey key = update.key();
            @Nullable Item standing = stored.get(StationKeys.standing(key));
            long version = StationStandingItems.version(standing);
            if (version == update.expectedVersion()) {
                continue;
            }
            if (standing != null && StationStandingItems.isFrom(update, standing)) {
                done.add(key);
                continue;
            }
            if (standing == null
                    && isOfAnother(
                            key, database.get(StationKeys.owner(key.station())).orElse(null))) {
                throw StationStandingItems.ofAnother(key);
            }
            throw new StaleStanding(
                    "station " + key.station() + " is at version " + version + ", not at " + update.expectedVersion());
        }
        return done;
    }

    /** Stations of which it is not known that they are the organization's: a standing beyond the first version shows it. */
    private Map<StationId, StationKey> claims() {
        Set<StationKey> known = new HashSet<>();
        Map<StationId, StationKey> claims = new LinkedHashMap<>();
        for (Update update : changes.updates()) {
            if (update.expectedVersion() > 0) {
                known.add(update.key());
            } else {
                add(update.key(), claims);
            }
        }
        changes.sessions().stream()
                .map(SessionChange::key)
                .filter(key -> !known.contains(key))
                .forEach(key -> add(key, claims));
        changes.swaps().stream()
                .map(SwapChange::key)
                .filter(key -> !known.contains(key))
                .forEach(key -> add(key, claims));
        return claims;
    }

    private static void add(StationKey key, Map<StationId, StationKey> claims) {
        @Nullable StationKey other = claims.putIfAbsent(key.station(), key);
        if (other != null && !other.equals(key)) {
            throw StationStandingItems.ofAnother(key);
        }
    }

    private void claim(StationId station, StationKey key) {
        @Nullable Item owner = stored.get(StationKeys.owner(station));
        if (isOfAnother(key, owner)) {
            throw StationStandingItems.ofAnother(key);
        }
        if (owner == null) {
            steps.together(key, StationStandingItems.claim(key));
        }
    }

    private static boolean isOfAnother(StationKey key, @Nullable Item owner) {
        return owner != null && !StationStandingItems.ownerOf(owner).equals(key.organization());
    }

    private void carry(Moved moved) {
        if (!stored.containsKey(PackItems.key(moved))) {
            steps.before(moved.key(), Write.put(PackItems.item(moved)));
        }
    }

    private void see(PackSeen seen) {
        if (PackItems.isNews(seen, stored.get(PackItems.key(seen)))) {
            steps.together(seen.key(), PackItems.seen(seen));
        }
    }

    private void tell(SessionChange change) {
        boolean open = change.session() instanceof ChargingSession.Underway;
        SessionItems.longMark(change).ifPresent(mark -> steps.together(change.key(), mark));
        tell(change.key(), SessionItems.item(change), open);
    }

    private void tell(SwapChange change) {
        tell(change.key(), SwapItems.item(change), change.swap() instanceof Swap.Underway);
    }

    /** The mark is there for as long as what it is of is open, even where they are not written together. */
    private void tell(StationKey station, Item item, boolean open) {
        Write mark = OpenEnds.mark(station, item.key(), open);
        steps.together(station, open ? mark : Write.put(item));
        steps.together(station, open ? Write.put(item) : mark);
    }

    /** One for each command whose station speaks of it: the first answer that is final, else the last. */
    private Map<UUID, CommandAnswered> lasting() {
        Map<UUID, CommandAnswered> lasting = new LinkedHashMap<>();
        for (CommandAnswered answered : changes.answers()) {
            if (CommandItems.counts(answered, stored.get(command(answered)))) {
                lasting.merge(
                        answered.answer().command(),
                        answered,
                        (known, told) -> outcome(known).settled() ? known : told);
            }
        }
        return lasting;
    }

    private void answer(CommandAnswered answered) {
        OrganizationId organization = answered.key().organization();
        @Nullable Item command = stored.get(command(answered));
        if (command != null) {
            CommandItems.moved(
                            organization,
                            command,
                            outcome(answered),
                            answered.answer().observedAt(),
                            answered.answer().detail())
                    .forEach(write -> steps.together(answered.key(), write));
        }
    }

    private static Outcome outcome(CommandAnswered answered) {
        return CommandItems.outcome(answered.answer().answer());
    }

    private static Key command(CommandAnswered answered) {
        return StationKeys.command(
                answered.key().organization(), answered.answer().command());
    }

    private void move(Update update) {
        StationKey key = update.key();
        if (update.expectedVersion() == 0 && !stored.containsKey(directory(key))) {
            Item profile = StationStandingItems.profile(update.standing().profile());
            steps.together(key, Write.put(profile).when(Expression.ABSENT));
        }
        steps.together(key, StationStandingItems.moved(update));
    }

    private static Key directory(StationKey key) {
        return StationKeys.directory(key.organization(), key.station());
    }
}
