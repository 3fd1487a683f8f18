package io.fleetport.aws.elasticache;

import io.fleetport.application.memory.LiveRing;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import io.lettuce.core.StreamMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this instance has read of one organization's stream, for those who follow it here. Followers read from the ring; what
 * went past before they came is in Redis only. Safe to use from many threads; {@link #take} and {@link #breakOff} are for one.
 */
final class LiveFeed {

    /** What went by. {@code event} is null where something is missing. */
    record Passed(Place place, @Nullable LiveEvent event) {}

    private final OrganizationId organization;
    private final LiveRing<Passed> ring;
    private volatile @Nullable Place read;
    private boolean endsInHole;
    private int followers;

    LiveFeed(OrganizationId organization, int window) {
        this.organization = organization;
        this.ring = new LiveRing<>(window);
    }

    static String key(OrganizationId organization) {
        return "fleetport:live:" + organization.value();
    }

    String key() {
        return key(organization);
    }

    LiveRing<Passed> ring() {
        return ring;
    }

    OrganizationId organization() {
        return organization;
    }

    /** Up to where the stream was read; null before it was begun. */
    @Nullable
    Place read() {
        return read;
    }

    /** Has the stream read from its present end on, unless it already is. */
    void begin(RedisLink link) {
        if (read == null) {
            Place end = link.place(key());
            synchronized (this) {
                if (read == null) {
                    read = end;
                }
            }
        }
    }

    /** The next entry of the stream. */
    void take(StreamMessage<String, byte[]> entry) {
        Place place = Place.of(entry.getId());
        switch (passing(organization, entry)) {
            case Passing.Event event -> append(new Passed(place, event.event()));
            case Passing.Mark mark -> {
                switch (mark) {
                    case PLACE -> {}
                    case HOLE -> append(new Passed(place, null));
                    case FORGOTTEN -> ring.forget();
                }
            }
        }
        read = place;
    }

    /** Goes on from another place, because what lies between is not known any more. */
    void breakOff(Place place) {
        append(new Passed(place, null));
        read = place;
    }

    /** During an update a newer instance may say what this one cannot read: a hole, but a row of them is one. */
    private void append(Passed passed) {
        boolean hole = passed.event() == null;
        if (!hole || !endsInHole) {
            ring.append(List.of(passed));
        }
        endsInHole = hole;
    }

    /** What the entry says; a hole when this version does not understand it. */
    static Passing passing(OrganizationId organization, StreamMessage<String, byte[]> entry) {
        byte[] bytes = entry.getBody().get(RedisLink.FIELD);
        if (bytes == null) {
            return Passing.Mark.HOLE;
        }
        try {
            return PassingEncoding.decode(organization, bytes);
        } catch (IllegalArgumentException notOfThisVersion) {
            return Passing.Mark.HOLE;
        }
    }

    /** The caller sees to it that these are called one after the other. @return this */
    LiveFeed joined() {
        followers++;
        return this;
    }

    /** @return this, or null when nobody follows any more */
    @Nullable
    LiveFeed left() {
        followers--;
        return followers == 0 ? null : this;
    }
}
