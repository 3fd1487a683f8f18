package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationChanges.GapChange;
import io.fleetport.domain.station.LostEvents;

/** Events of stations that never came, as items. */
final class StationGapItems {

    static final String FROM = "from_at";
    static final String UNTIL = "until_at";

    private static final String BOOT = "boot";
    private static final String FIRST = "first_number";
    private static final String LAST = "last_number";

    private StationGapItems() {}

    /** What all changes together come to: the last word on each gap stands. */
    static void put(GapChange change, StationSteps steps) {
        for (LostEvents lost : change.filled()) {
            steps.together(change.key(), Write.delete(StationKeys.gap(change.key(), lost)));
        }
        for (LostEvents lost : change.opened()) {
            Item item = Item.at(StationKeys.gap(change.key(), lost))
                    .number(BOOT, lost.boot())
                    .number(FIRST, lost.first())
                    .number(LAST, lost.last())
                    .instant(FROM, lost.from())
                    .instant(UNTIL, lost.until());
            steps.together(change.key(), Write.put(item));
        }
    }

    static LostEvents lost(Item item) {
        return new LostEvents(
                item.number(BOOT), item.number(FIRST), item.number(LAST), item.instant(FROM), item.instant(UNTIL));
    }
}
