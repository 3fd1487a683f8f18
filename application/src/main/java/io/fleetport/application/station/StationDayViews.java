package io.fleetport.application.station;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewStationDays;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationDay;
import io.fleetport.domain.station.StationDays;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws up a station's days from its sessions, swaps and gaps. Safe to call from many threads. */
public final class StationDayViews implements ViewStationDays {

    /** Sessions are fetched for so many days at a time, and for all of them at most so many. */
    private static final int DAYS_AT_ONCE = 31;

    private static final int MOST_SESSIONS = 100_000;

    private static final int SWAPS_AT_ONCE = 1_000;
    private static final int MOST_GAPS = 10_000;

    private final Stations stations;
    private final Sessions sessions;
    private final Swaps swaps;
    private final StationHistory history;
    private final Clock clock;

    public StationDayViews(Stations stations, Sessions sessions, Swaps swaps, StationHistory history, Clock clock) {
        this.stations = stations;
        this.sessions = sessions;
        this.swaps = swaps;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Optional<List<StationDay>> of(
            Caller caller, StationId station, @Nullable LocalDate from, @Nullable LocalDate until, ZoneId zone) {
        caller.require(Permission.VIEW_HISTORY);
        LocalDate end =
                until == null ? LocalDate.ofInstant(clock.instant(), zone).plusDays(1) : until;
        LocalDate begin = from == null ? end.minusDays(USUAL) : from;
        long days = ChronoUnit.DAYS.between(begin, end);
        if (days < 1 || days > MOST) {
            throw new InvalidRequest(
                    "until",
                    "until must be 1 to " + MOST + " days after from, but from is " + begin + " and until " + end);
        }
        if (stations.find(caller.organization(), station).isEmpty()) {
            return Optional.empty();
        }
        StationKey key = new StationKey(caller.organization(), station);
        Collection<ChargingSession> taken = sessions(key, begin, end, zone);
        Instant first = begin.atStartOfDay(zone).toInstant();
        Instant last = end.atStartOfDay(zone).toInstant();
        List<LostEvents> lost = history.lost(key, first, last, MOST_GAPS);
        return Optional.of(StationDays.of(taken, swaps(key, first, last), lost, begin, end, zone));
    }

    /** Month by month; a session that lasts over the end of one comes twice and counts once. */
    private Collection<ChargingSession> sessions(StationKey key, LocalDate from, LocalDate until, ZoneId zone) {
        Map<SessionId, ChargingSession> found = new LinkedHashMap<>();
        for (LocalDate day = from; day.isBefore(until); day = day.plusDays(DAYS_AT_ONCE)) {
            LocalDate next = day.plusDays(DAYS_AT_ONCE);
            Instant begin = day.atStartOfDay(zone).toInstant();
            Instant end =
                    (next.isBefore(until) ? next : until).atStartOfDay(zone).toInstant();
            for (ChargingSession session : sessions.during(key, begin, end, MOST_SESSIONS)) {
                found.put(session.id(), session);
            }
            if (found.size() >= MOST_SESSIONS) {
                throw new InvalidRequest(
                        "until", "there are " + MOST_SESSIONS + " sessions or more in these days: ask for fewer");
            }
        }
        return found.values();
    }

    private List<Swap> swaps(StationKey key, Instant from, Instant until) {
        Swaps.Filter filter = new Swaps.Filter(key.station(), Swaps.State.COMPLETED, from, until);
        List<Swap> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Swap> page = swaps.list(key.organization(), filter, cursor, SWAPS_AT_ONCE);
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
