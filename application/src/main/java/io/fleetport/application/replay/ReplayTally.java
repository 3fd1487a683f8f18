package io.fleetport.application.replay;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts a replay while it goes on. Safe to use from many threads. */
final class ReplayTally {

    private final Map<DeadLetterReason, Long> refused = new EnumMap<>(DeadLetterReason.class);
    private final List<String> damaged = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private long files;
    private long read;
    private long taken;
    private long implausible;
    private long alreadyThere;
    private long empty;
    private long erased;
    private long unknownStations;
    private long damagedFiles;
    private long early;

    synchronized void file() {
        files++;
    }

    synchronized void damaged(String name, String why) {
        damagedFiles++;
        if (damaged.size() < ReplayReport.MOST_NAMED) {
            damaged.add(name + ": " + why);
        }
    }

    synchronized void read() {
        read++;
    }

    synchronized void early() {
        early++;
    }

    synchronized void empty() {
        empty++;
    }

    synchronized void unknownStation() {
        unknownStations++;
    }

    synchronized void alreadyThere() {
        alreadyThere++;
    }

    synchronized void settled(ArchivedMessage message, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                taken++;
                implausible += accepted.implausible();
            }
            case Outcome.Duplicate duplicate -> alreadyThere++;
            case Outcome.DeadLettered dead -> refused(message, dead.reason(), dead.detail());
        }
    }

    synchronized void refused(ArchivedMessage message, DeadLetterReason reason, String detail) {
        if (reason == DeadLetterReason.ERASED) {
            erased++;
            return;
        }
        refused.merge(reason, 1L, Long::sum);
        if (examples.size() < ReplayReport.MOST_NAMED) {
            String whose =
                    switch (message.subject()) {
                        case VehicleKey vehicle -> "vehicle " + vehicle.vehicle();
                        case StationKey station -> "station " + station.station();
                    };
            examples.add(whose + ", received at " + message.receivedAt() + ", " + reason.outwardName() + ": " + detail);
        }
    }

    synchronized ReplayReport report() {
        return new ReplayReport(
                files,
                read,
                taken,
                implausible,
                alreadyThere,
                empty,
                erased,
                unknownStations,
                refused,
                damaged,
                damagedFiles,
                examples,
                early);
    }
}
