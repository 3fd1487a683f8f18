package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be written, station by station, each item once as a transaction takes it. For one use by one thread. */
final class StationSteps {

    private record Writes(Map<Key, Write> before, Map<Key, Write> together) {}

    private final Map<StationKey, Writes> steps = new LinkedHashMap<>();

    /** Of what may be there without the rest: unless there is a write of that item already. */
    void before(StationKey station, Write write) {
        of(station).before().putIfAbsent(write.key(), write);
    }

    /** Of what goes with the standing, which comes last; in the place of a write of that item that is there already. */
    void together(StationKey station, Write write) {
        of(station).together().put(write.key(), write);
    }

    private Writes of(StationKey station) {
        return steps.computeIfAbsent(station, key -> new Writes(new LinkedHashMap<>(), new LinkedHashMap<>()));
    }

    /** Those of each station in the order in which they were added, but for stations that have taken theirs already. */
    List<Step> without(Collection<StationKey> done) {
        List<Step> open = new ArrayList<>();
        steps.forEach((station, writes) -> {
            if (!done.contains(station)) {
                open.add(new Step(
                        station,
                        List.copyOf(writes.before().values()),
                        List.copyOf(writes.together().values())));
            }
        });
        return open;
    }
}
