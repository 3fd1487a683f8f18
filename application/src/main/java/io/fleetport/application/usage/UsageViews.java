package io.fleetport.application.usage;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewUsage;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows usage from its store. Safe to call from many threads. */
public final class UsageViews implements ViewUsage {

    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Usage usage;
    private final Organizations organizations;
    private final Clock clock;

    public UsageViews(Usage usage, Organizations organizations, Clock clock) {
        this.usage = usage;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public Used own(Caller caller, @Nullable Instant from, @Nullable Instant until) {
        caller.requireWhole(Permission.VIEW_USAGE);
        Quota quota = organizations
                .find(caller.organization())
                .map(Organization::quota)
                .orElse(Quota.DEFAULT);
        return used(caller.organization(), quota, from, until);
    }

    @Override
    public Optional<Used> of(
            Caller operator, OrganizationId organization, @Nullable Instant from, @Nullable Instant until) {
        operator.require(Permission.OPERATE);
        return organizations.find(organization).map(found -> used(organization, found.quota(), from, until));
    }

    private Used used(OrganizationId organization, Quota quota, @Nullable Instant from, @Nullable Instant until) {
        Instant end = endOfHour(until == null ? clock.instant() : until);
        Instant begin = (from == null ? end.minus(USUAL) : from).truncatedTo(ChronoUnit.HOURS);
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new InvalidRequest("from", "from must be before until, by at most " + LONGEST.toDays() + " days");
        }
        return new Used(organization, begin, end, quota, usage.of(organization, begin, end));
    }

    private static Instant endOfHour(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }
}
