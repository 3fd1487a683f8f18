package io.fleetport.domain.station;

import java.time.Duration;
import java.time.LocalDate;

/**
 * What happened at a station on one local day.
 *
 * @param sessions that started on it, those without an end included
 * @param energyJoules given in the sessions that started on it, as far as it may be added up
 * @param occupied time that connectors were taken by sessions whose end was told, added up over the connectors
 * @param peakBusy greatest number of such sessions at one time; a session does not meet the one that begins as it ends
 * @param swaps that started on it and were completed
 * @param flaggedSessions of the sessions, those with something odd about them
 * @param complete whether no events of it are missing
 */
public record StationDay(
        LocalDate date,
        int sessions,
        double energyJoules,
        Duration occupied,
        int peakBusy,
        int swaps,
        int flaggedSessions,
        boolean complete) {}
