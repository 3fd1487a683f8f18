package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What organizations used, to look at and to bill. */
public interface ViewUsage {

    /**
     * What was used in {@code [from, until)}, by full hours.
     *
     * @param amounts oldest hour first, then by meter; none for hours in which nothing was used
     */
    record Used(OrganizationId organization, Instant from, Instant until, Quota quota, List<Usage.Amount> amounts) {
        public Used {
            amounts = List.copyOf(amounts);
        }
    }

    /**
     * Of the caller's organization; the last 24 hours unless the bounds say otherwise, which are moved outwards to full hours.
     *
     * @throws NotPermitted without {@link Permission#VIEW_USAGE}
     * @throws InvalidRequest when {@code from} is not before {@code until} or they are more than 400 days apart
     */
    Used own(Caller caller, @Nullable Instant from, @Nullable Instant until);

    /**
     * Of any organization, for whoever runs the service. Empty when there is none of this name.
     *
     * @throws NotPermitted without {@link Permission#OPERATE}
     * @throws InvalidRequest as {@link #own}
     */
    Optional<Used> of(Caller operator, OrganizationId organization, @Nullable Instant from, @Nullable Instant until);
}
