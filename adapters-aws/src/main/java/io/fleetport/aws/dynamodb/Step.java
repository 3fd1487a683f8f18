package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Subject;
import java.util.List;

/**
 * What one vehicle or station adds to a batch.
 *
 * @param before what may be there without the rest, as writing it again changes nothing and nobody misses or counts it:
 *     readings, reports, dead letters. Goes into the same transaction where there is room, else earlier
 * @param together all of it or nothing, the standing included; at most as much as one transaction holds
 */
record Step(Subject subject, List<Write> before, List<Write> together) {
    Step {
        before = List.copyOf(before);
        together = List.copyOf(together);
    }
}
