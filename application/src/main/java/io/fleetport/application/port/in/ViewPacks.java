package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackStay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The organization's battery packs. Throws {@link NotPermitted} without {@link Permission#VIEW_STATIONS}. */
public interface ViewPacks {

    /** A pack and where it is now; {@code place} is null when nothing tells. */
    record Located(Packs.Known pack, PackStay.@Nullable Place place) {}

    /** A pack and where it was, oldest stay first, as far back as its newest 10,000 moves tell. */
    record Travelled(Packs.Known pack, List<PackStay> journey) {
        public Travelled {
            journey = List.copyOf(journey);
        }

        /** Where it is now. */
        public Located located() {
            return new Located(
                    pack, journey.isEmpty() ? null : journey.getLast().place());
        }
    }

    /**
     * By id.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Located> list(Caller caller, @Nullable String cursor, int limit);

    /** Empty also when it is another organization's. */
    Optional<Travelled> find(Caller caller, PackId pack);
}
