package io.fleetport.application.memory;

import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps answers in memory, to be forgotten with the process. */
public final class InMemoryIdempotentAnswers implements IdempotentAnswers {

    private record Kept(String fingerprint, Instant claimedAt, Instant until, byte @Nullable [] answer) {}

    private final Map<Request, Kept> kept = new HashMap<>();

    @Override
    public synchronized Claim claim(
            Request request, String fingerprint, Instant now, Instant abandonedBefore, Instant until) {
        Kept before = kept.get(request);
        if (before == null || isOver(before, now, abandonedBefore)) {
            kept.put(request, new Kept(fingerprint, now, until, null));
            return new Claim.Granted();
        }
        if (!before.fingerprint().equals(fingerprint)) {
            return new Claim.Different();
        }
        byte[] answer = before.answer();
        return answer == null ? new Claim.Underway() : new Claim.Answered(answer.clone());
    }

    private static boolean isOver(Kept claim, Instant now, Instant abandonedBefore) {
        return !claim.until().isAfter(now)
                || claim.answer() == null && claim.claimedAt().isBefore(abandonedBefore);
    }

    @Override
    public synchronized void keep(Request request, String fingerprint, byte[] answer) {
        kept.computeIfPresent(
                request,
                (key, claim) -> claim.fingerprint().equals(fingerprint)
                        ? new Kept(fingerprint, claim.claimedAt(), claim.until(), answer.clone())
                        : claim);
    }

    @Override
    public synchronized void release(Request request, String fingerprint) {
        Kept claim = kept.get(request);
        if (claim != null && claim.answer() == null && claim.fingerprint().equals(fingerprint)) {
            kept.remove(request);
        }
    }

    @Override
    public synchronized int forget(Instant now, int most) {
        int before = kept.size();
        kept.values().removeIf(claim -> !claim.until().isAfter(now));
        Set<OrganizationId> organizations = new HashSet<>();
        kept.keySet().forEach(request -> organizations.add(request.organization()));
        for (OrganizationId organization : organizations) {
            List<Request> oldest = kept.entrySet().stream()
                    .filter(entry -> entry.getKey().organization().equals(organization))
                    .sorted(Comparator.comparing((Map.Entry<Request, Kept> entry) ->
                                    entry.getValue().claimedAt())
                            .reversed())
                    .skip(most)
                    .map(Map.Entry::getKey)
                    .toList();
            oldest.forEach(kept::remove);
        }
        return before - kept.size();
    }
}
