package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Accounts: the operator's view of all, and everyone's of their own. All but {@link #own} need {@link Permission#OPERATE}. */
public interface RunOrganizations {

    /** What to change; a null member stays as it is. */
    record Wish(
            @Nullable String name,
            Organization.@Nullable State state,
            @Nullable Integer readingsPerSecond,
            @Nullable Integer connections,
            @Nullable Integer requestsPerSecond,
            @Nullable Integer historyDays) {}

    Page<Organization> list(Caller caller, @Nullable String cursor, int limit);

    Optional<Organization> find(Caller caller, OrganizationId id);

    /** Empty when there is one of this id already. */
    Optional<Organization> create(Caller caller, OrganizationId id, Wish wish);

    /**
     * Changes an account.
     *
     * @param expected asked about the account as it is now; when it says no, nothing is changed and {@link Changed} is stale
     * @return empty when there is none
     */
    Optional<Changed> change(Caller caller, OrganizationId id, Wish wish, Predicate<Organization> expected);

    /** @param stale nothing was changed, because the account is not as the caller knew it */
    record Changed(Organization organization, boolean stale) {}

    /** The caller's own; needs {@link Permission#VIEW_USAGE}. */
    Organization own(Caller caller);
}
