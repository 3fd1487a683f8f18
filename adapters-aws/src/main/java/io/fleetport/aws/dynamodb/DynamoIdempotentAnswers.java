package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small item for each request, whose condition lets one of several claimants through, and one for its answer, so that who
 * counts requests does not read answers. DynamoDB deletes both some time after they have ended, if nobody else did.
 */
final class DynamoIdempotentAnswers implements IdempotentAnswers {

    private static final String REQUEST = "request";
    private static final String ANSWER = "answer";
    private static final String CLAIM = "claim";
    private static final String WITH_REQUESTS = "with_requests";

    /** Organizations remembered as noted; forgetting them costs a write each. */
    private static final int MOST_NOTED = 100_000;

    private final Database database;
    private final Set<OrganizationId> noted = ConcurrentHashMap.newKeySet();

    DynamoIdempotentAnswers(Database database) {
        this.database = database;
    }

    private static Key key(Request request) {
        return Key.of(Table.TENANTS, request.organization(), REQUEST, request.digest());
    }

    private static Key answerKey(OrganizationId organization, String digest) {
        return Key.of(Table.TENANTS, organization, ANSWER, digest);
    }

    @Override
    public Claim claim(Request request, String fingerprint, Instant now, Instant abandonedBefore, Instant until) {
        note(request.organization());
        UUID own = UUID.randomUUID();
        Item claim = Item.at(key(request))
                .uuid(CLAIM, own)
                .text("fingerprint", fingerprint)
                .instant("claimed_at", now)
                .instant("ends_at", until)
                .expires(until);
        boolean granted = database.write(Write.put(claim)
                .when(Expression.of(
                        "attribute_not_exists({pk}) or {ends_at} <= ?"
                                + " or (attribute_not_exists({answered}) and {claimed_at} < ?)",
                        now,
                        abandonedBefore)));
        // Released between the write and the read: whoever asks again will get it.
        return granted
                ? new Claim.Granted()
                : database.get(claim.key())
                        .map(kept -> standing(request, kept, fingerprint, own))
                        .orElseGet(Claim.Underway::new);
    }

    private Claim standing(Request request, Item kept, String fingerprint, UUID own) {
        if (own.toString().equals(kept.textOrNull(CLAIM))) {
            return new Claim.Granted(); // it was, and the answer was lost
        }
        if (!kept.text("fingerprint").equals(fingerprint)) {
            return new Claim.Different();
        }
        Optional<Item> answer = kept.has("answered")
                ? database.get(answerKey(request.organization(), request.digest()))
                : Optional.empty();
        return answer.filter(body -> body.text("fingerprint").equals(fingerprint))
                .<Claim>map(body -> new Claim.Answered(body.bytes(ANSWER)))
                .orElseGet(Claim.Underway::new);
    }

    /** Says which organizations have requests to be counted. */
    private void note(OrganizationId organization) {
        if (noted.contains(organization)) {
            return;
        }
        database.write(Write.put(Item.at(Key.ofService(Table.TENANTS, WITH_REQUESTS, organization.value()))));
        if (noted.size() >= MOST_NOTED) {
            noted.clear();
        }
        noted.add(organization);
    }

    @Override
    public void keep(Request request, String fingerprint, byte[] answer) {
        Optional<Item> claimed = database.get(key(request));
        if (claimed.isEmpty()) {
            return;
        }
        Item body = Item.at(answerKey(request.organization(), request.digest()))
                .text("fingerprint", fingerprint)
                .instant("claimed_at", claimed.get().instant("claimed_at"))
                .bytes(ANSWER, answer)
                .expires(claimed.get().instant("ends_at"));
        database.transact(List.of(
                Write.update(key(request), Expression.of("set {answered} = ?", true))
                        .when(Expression.of("{fingerprint} = ?", fingerprint)),
                Write.put(body)));
    }

    @Override
    public void release(Request request, String fingerprint) {
        database.write(Write.delete(key(request))
                .when(Expression.of("{fingerprint} = ? and attribute_not_exists({answered})", fingerprint)));
    }

    private record Counted(Key key, Instant claimedAt, boolean ended) {}

    @Override
    public int forget(Instant now, int most) {
        return database.stream(Query.in(Table.TENANTS, Key.join(Key.SERVICE, WITH_REQUESTS)))
                .map(item -> new OrganizationId(item.key().sk()))
                .mapToInt(organization -> forget(organization, now, most))
                .sum();
    }

    private int forget(OrganizationId organization, Instant now, int most) {
        List<Counted> all = database.stream(
                        Query.of(Table.TENANTS, organization, REQUEST).pages(1_000))
                .map(item -> new Counted(
                        item.key(),
                        item.instant("claimed_at"),
                        !item.instant("ends_at").isAfter(now)))
                .toList();
        List<Counted> gone = new ArrayList<>(all.stream().filter(Counted::ended).toList());
        all.stream()
                .filter(each -> !each.ended())
                .sorted(Comparator.comparing(Counted::claimedAt).reversed().thenComparing(each -> each.key()
                        .sk()))
                .skip(most)
                .forEach(gone::add);
        int forgotten = 0;
        for (Counted each : gone) {
            // One that was claimed anew meanwhile stays.
            Expression same = Expression.of("{claimed_at} = ?", each.claimedAt());
            Expression sameIfAny = Expression.of("attribute_not_exists({pk}) or {claimed_at} = ?", each.claimedAt());
            if (database.transact(List.of(
                            Write.delete(each.key()).when(same),
                            Write.delete(answerKey(organization, each.key().sk()))
                                    .when(sameIfAny)))
                    .isEmpty()) {
                forgotten++;
            }
        }
        return forgotten;
    }
}
