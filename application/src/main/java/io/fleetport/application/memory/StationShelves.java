package io.fleetport.application.memory;

import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.SwapId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.UUID;

/** The part of the {@link Shelves} that holds stations, under the same lock. */
final class StationShelves {

    /** A station with the organization that owns it. */
    record StoredStation(StationKey key, Standing standing) {}

    record SessionName(StationId station, SessionId session) {}

    record SwapName(StationId station, SwapId swap) {}

    record PackName(OrganizationId organization, PackId pack) {}

    static final Comparator<LostEvents> BY_NUMBER =
            Comparator.comparingLong(LostEvents::boot).thenComparingLong(LostEvents::first);

    final Map<StationId, StoredStation> stations = new HashMap<>();
    final Map<StationKey, NavigableSet<StationReport>> reports = new HashMap<>();
    final Map<SessionName, SessionChange> sessions = new HashMap<>();
    final Map<SwapName, SwapChange> swaps = new HashMap<>();
    final Map<PackName, NavigableSet<PackMove>> moves = new HashMap<>();
    final Map<PackName, Packs.Known> packs = new HashMap<>();
    /** Those of one station by boot and first number. */
    final Map<StationKey, NavigableSet<LostEvents>> gaps = new HashMap<>();

    final Map<UUID, StationCommands.Issued> commands = new HashMap<>();
}
