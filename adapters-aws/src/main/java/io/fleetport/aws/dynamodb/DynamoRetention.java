package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Retention;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;

/** Deletes the history that an organization does not keep as long as the deployment does, vehicle by vehicle and station by station. */
final class DynamoRetention implements Retention {

    private static final int MOST = 100_000;

    private final ReadingRetention readings;
    private final ForgottenReports reports;

    DynamoRetention(Database database) {
        readings = new ReadingRetention(database);
        reports = new ForgottenReports(database);
    }

    @Override
    public int forget(OrganizationId organization, Instant before, int most) {
        int limit = Listing.checked(most, MOST);
        return readings.forget(organization, before, limit) + reports.forget(organization, before, limit);
    }
}
