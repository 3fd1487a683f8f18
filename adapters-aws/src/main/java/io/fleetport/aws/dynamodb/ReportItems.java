package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.StationStateEncoding;
import io.fleetport.application.port.out.StationChanges.NewReport;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports of stations as items, about 150 bytes each: in the form of a state of which nothing else is known. */
final class ReportItems {

    private static final String REPORT = "report";

    private ReportItems() {}

    /** @param kept so long after it was received, null for as long as nobody deletes it */
    static Item item(NewReport added, @Nullable Duration kept) {
        StationReport report = added.report();
        StationState alone = new StationState(report, null, List.of(), List.of(), report.observedAt());
        return Item.at(StationKeys.report(added.key(), report))
                .bytes(REPORT, StationStateEncoding.encode(alone))
                .expires(kept == null ? null : added.receivedAt().plus(kept));
    }

    static StationReport report(Item item) {
        StationReport report = StationStateEncoding.decode(item.bytes(REPORT)).report();
        if (report == null) {
            throw new IllegalArgumentException("item " + item.key().sk() + " has no report");
        }
        return report;
    }
}
