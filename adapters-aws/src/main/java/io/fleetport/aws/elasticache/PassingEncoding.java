package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.HeardEncoding;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.encoding.PositionEncoding;
import io.fleetport.application.encoding.StationStateEncoding;
import io.fleetport.application.encoding.TimeEncoding;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;

/**
 * What passes by as bytes: a version, a kind, then the event. The organization is not among them: the stream's name says it,
 * and an entry cannot say otherwise. Without loss (text must be valid UTF-16) and deterministic. Safe to use from many threads.
 */
final class PassingEncoding {

    private static final int VERSION = 1;

    // Kinds. APPEND ONLY: during an update instances of two versions read each other.
    private static final int PLACE = 0;
    private static final int HOLE = 1;
    private static final int FORGOTTEN = 2;
    private static final int HEARD = 3;
    private static final int TRIP = 4;
    private static final int STATION = 5;
    private static final int SESSION = 6;
    private static final int SWAP = 7;

    private PassingEncoding() {}

    static byte[] encode(Passing.Mark mark) {
        return new byte[] {
            VERSION,
            (byte)
                    switch (mark) {
                        case PLACE -> PLACE;
                        case HOLE -> HOLE;
                        case FORGOTTEN -> FORGOTTEN;
                    }
        };
    }

    static byte[] encode(LiveEvent event) {
        ByteSink sink = new ByteSink(192);
        sink.putByte(VERSION);
        switch (event) {
            case LiveEvent.Heard heard -> {
                sink.putByte(HEARD);
                HeardEncoding.put(heard, sink);
            }
            case LiveEvent.Told told -> {
                sink.putByte(TRIP);
                sink.putText(told.vehicleName());
                TripEncoding.put(told.trip(), sink);
            }
            case LiveEvent.StationMoved moved -> {
                sink.putByte(STATION);
                putStation(moved, sink);
            }
            case LiveEvent.SessionTold told -> {
                sink.putByte(SESSION);
                SessionEncoding.put(told.session(), sink);
            }
            case LiveEvent.SwapTold told -> {
                sink.putByte(SWAP);
                SwapEncoding.put(told.swap(), sink);
            }
        }
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version or kind newer than this code */
    static Passing decode(OrganizationId organization, byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("live event is of version " + version + ", known is " + VERSION);
        }
        int kind = source.getByte();
        Passing passing =
                switch (kind) {
                    case PLACE -> Passing.Mark.PLACE;
                    case HOLE -> Passing.Mark.HOLE;
                    case FORGOTTEN -> Passing.Mark.FORGOTTEN;
                    case HEARD -> new Passing.Event(HeardEncoding.get(organization, source));
                    case TRIP ->
                        new Passing.Event(new LiveEvent.Told(organization, source.getText(), TripEncoding.get(source)));
                    case STATION -> new Passing.Event(getStation(organization, source));
                    case SESSION ->
                        new Passing.Event(new LiveEvent.SessionTold(organization, SessionEncoding.get(source)));
                    case SWAP -> new Passing.Event(new LiveEvent.SwapTold(organization, SwapEncoding.get(source)));
                    default ->
                        throw new IllegalArgumentException("live event kind " + kind + " is not known to this version");
                };
        source.end();
        return passing;
    }

    private static void putStation(LiveEvent.StationMoved moved, ByteSink sink) {
        FleetStation profile = moved.profile();
        sink.putText(profile.id().value());
        sink.putText(profile.name());
        Optionally.put(profile.position(), sink, PositionEncoding::put);
        TimeEncoding.put(profile.registeredAt(), sink);
        StationStateEncoding.put(moved.state(), sink);
    }

    private static LiveEvent.StationMoved getStation(OrganizationId organization, ByteSource source) {
        FleetStation profile = new FleetStation(
                organization,
                new StationId(source.getText()),
                source.getText(),
                Optionally.get(source, PositionEncoding::get),
                TimeEncoding.get(source));
        return new LiveEvent.StationMoved(profile, StationStateEncoding.get(source));
    }
}
