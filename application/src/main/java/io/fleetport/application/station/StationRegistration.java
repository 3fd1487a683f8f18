package io.fleetport.application.station;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RegisterStations;
import io.fleetport.application.port.in.ViewStations.Seen;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.StationCertificates;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Registers stations in their store. Safe to call from many threads. */
public final class StationRegistration implements RegisterStations {

    private final Stations stations;
    private final @Nullable StationCertificates certificates;
    private final @Nullable StationDirectory directory;
    private final StationRule rule;
    private final AuditTrail trail;
    private final Clock clock;

    /**
     * @param certificates null where stations get theirs elsewhere
     * @param directory told of each registration at once; null where no station speaks to this process
     */
    public StationRegistration(
            Stations stations,
            @Nullable StationCertificates certificates,
            @Nullable StationDirectory directory,
            StationRule rule,
            AuditTrail trail,
            Clock clock) {
        this.stations = stations;
        this.directory = directory;
        this.certificates = certificates;
        this.rule = rule;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Outcome register(Caller caller, Wish wish) {
        caller.require(Permission.MANAGE_STATIONS);
        Optional<Stations.Known> known = stations.find(caller.organization(), wish.station());
        FleetStation before = known.map(Stations.Known::station)
                .orElseGet(() -> FleetStation.unnamed(caller.organization(), wish.station(), clock.instant()));
        FleetStation wished = changed(before, wish.name(), wish.position());
        boolean theirs = known.isEmpty() && stations.ownerOf(wish.station()).isPresent();
        if (theirs) {
            return new Taken();
        }
        record(caller, "station.register", wish.station(), wish.name(), wish.position(), wish.csrPem() != null);
        // A request that cannot be certified must not leave a registration behind.
        StationCertificates.Issued certificate = wish.csrPem() == null ? null : signed(wish.station(), wish.csrPem());
        if (!stations.register(wished)) {
            return new Taken();
        }
        if (directory != null) {
            directory.registered(wish.station(), caller.organization());
        }
        return new Registered(seen(wished), known.isEmpty(), certificate);
    }

    @Override
    public Optional<Seen> find(Caller caller, StationId station) {
        caller.require(Permission.MANAGE_STATIONS);
        caller.require(Permission.VIEW_STATIONS);
        return seen(caller.organization(), station);
    }

    @Override
    public Optional<Seen> change(Caller caller, StationId station, @Nullable String name, @Nullable Position position) {
        caller.require(Permission.MANAGE_STATIONS);
        Optional<Stations.Known> known = stations.find(caller.organization(), station);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        FleetStation wished = changed(known.get().station(), name, position);
        record(caller, "station.change", station, name, position, false);
        return stations.register(wished) ? Optional.of(seen(wished)) : Optional.empty();
    }

    @Override
    public Optional<StationCertificates.Issued> certify(Caller caller, StationId station, String csrPem) {
        caller.require(Permission.MANAGE_STATIONS);
        if (stations.find(caller.organization(), station).isEmpty()) {
            return Optional.empty();
        }
        record(caller, "station.certify", station, null, null, true);
        return Optional.of(signed(station, csrPem));
    }

    private void record(
            Caller caller,
            String action,
            StationId station,
            @Nullable String name,
            @Nullable Position position,
            boolean certificate) {
        Map<String, String> details = new TreeMap<>();
        if (name != null) {
            details.put("name", name);
        }
        if (position != null) {
            details.put("latitude", Double.toString(position.latitude()));
            details.put("longitude", Double.toString(position.longitude()));
        }
        if (certificate) {
            details.put("certificate", "requested");
        }
        trail.record(caller, action, "station", station.value(), null, details);
    }

    private StationCertificates.Issued signed(StationId station, String csrPem) {
        if (certificates == null) {
            throw new CertificatesNotOffered("stations get their certificates from an authority elsewhere");
        }
        try {
            return certificates.sign(station.value(), csrPem);
        } catch (StationCertificates.CsrRefused refused) {
            throw new InvalidRequest("csr", String.valueOf(refused.getMessage()));
        }
    }

    private static FleetStation changed(FleetStation station, @Nullable String name, @Nullable Position position) {
        try {
            return new FleetStation(
                    station.organization(),
                    station.id(),
                    name == null ? station.name() : name,
                    position == null ? station.position() : position,
                    station.registeredAt());
        } catch (IllegalArgumentException tooLong) {
            throw new InvalidRequest("name", String.valueOf(tooLong.getMessage()));
        }
    }

    /** As the store has it now: it keeps the time of registration, and what was heard. */
    private Seen seen(FleetStation wished) {
        return seen(wished.organization(), wished.id())
                .orElseThrow(() -> new IllegalStateException("station " + wished.id() + " was registered and is gone"));
    }

    private Optional<Seen> seen(OrganizationId organization, StationId station) {
        Instant now = clock.instant();
        return stations.find(organization, station).map(known -> Seen.of(known.station(), known.state(), now, rule));
    }
}
