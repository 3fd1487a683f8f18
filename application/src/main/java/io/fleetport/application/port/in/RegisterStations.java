package io.fleetport.application.port.in;

import io.fleetport.application.port.out.StationCertificates;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes stations the caller's organization's and certifies them. Throws {@link NotPermitted} without
 * {@link Permission#MANAGE_STATIONS}.
 */
public interface RegisterStations {

    /**
     * What to register.
     *
     * @param name null to leave it as it is, at first the id
     * @param position null to leave it as it is, at first unknown
     * @param csrPem a certification request in PEM to be certified at once, null for none
     */
    record Wish(
            StationId station,
            @Nullable String name,
            @Nullable Position position,
            @Nullable String csrPem) {}

    /** What became of a registration. */
    sealed interface Outcome {}

    /** It is the organization's, and was before unless {@code isNew}. */
    record Registered(ViewStations.Seen station, boolean isNew, StationCertificates.@Nullable Issued certificate)
            implements Outcome {}

    /** It is another organization's. */
    record Taken() implements Outcome {}

    /**
     * Registers the station. Doing so again changes nothing but the name and position given.
     *
     * @throws InvalidRequest when the name or the certification request will not do; nothing was registered
     * @throws CertificatesNotOffered when there is a certification request; nothing was registered
     */
    Outcome register(Caller caller, Wish wish);

    /**
     * The station as the store has it now, to hold what a caller knows against it before a change; {@link ViewStations} may tell
     * of it a moment later.
     *
     * @return empty when there is no such station in the organization
     */
    Optional<ViewStations.Seen> find(Caller caller, StationId station);

    /**
     * Renames or moves a station; null leaves as it is.
     *
     * @return empty when there is no such station in the organization
     * @throws InvalidRequest when the name will not do
     */
    Optional<ViewStations.Seen> change(
            Caller caller, StationId station, @Nullable String name, @Nullable Position position);

    /**
     * Another certificate for a registered station.
     *
     * @return empty when there is no such station in the organization
     * @throws InvalidRequest when the certification request will not do
     * @throws CertificatesNotOffered where stations are certified elsewhere
     */
    Optional<StationCertificates.Issued> certify(Caller caller, StationId station, String csrPem);

    /** Stations get their certificates elsewhere. */
    final class CertificatesNotOffered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CertificatesNotOffered(String message) {
            super(message);
        }
    }
}
