package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Members in a map. */
final class InMemoryMembers implements Members {

    private record Key(OrganizationId organization, String subject) {}

    private final ConcurrentMap<Key, Member> members = new ConcurrentHashMap<>();

    @Override
    public void keep(Member member) {
        members.compute(
                new Key(member.organization(), member.subject()),
                (key, before) -> since(member, before == null ? member.since() : before.since()));
    }

    @Override
    public boolean remove(OrganizationId organization, String subject) {
        return members.remove(new Key(organization, subject)) != null;
    }

    @Override
    public Optional<Member> find(OrganizationId organization, String subject) {
        return Optional.ofNullable(members.get(new Key(organization, subject)));
    }

    @Override
    public Page<Member> list(OrganizationId organization, @Nullable String cursor, int limit) {
        String after = cursor == null ? "" : Cursor.byName(cursor).name();
        return Paging.page(
                members.values().stream()
                        .filter(member -> member.organization().equals(organization))
                        .filter(member -> member.subject().compareTo(after) > 0),
                Comparator.comparing(Member::subject),
                limit,
                last -> Cursor.of(last.subject()));
    }

    private static Member since(Member member, Instant since) {
        return new Member(
                member.organization(),
                member.subject(),
                member.name(),
                member.roles(),
                member.fleets(),
                since.truncatedTo(ChronoUnit.MICROS));
    }
}
