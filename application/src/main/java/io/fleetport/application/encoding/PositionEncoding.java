package io.fleetport.application.encoding;

import io.fleetport.domain.motion.Position;

/** A position as bytes: degrees of latitude, then of longitude. */
public final class PositionEncoding {

    private PositionEncoding() {}

    public static void put(Position position, ByteSink sink) {
        sink.putDouble(position.latitude());
        sink.putDouble(position.longitude());
    }

    /** @throws IllegalArgumentException when the bytes cannot be a position */
    public static Position get(ByteSource source) {
        return new Position(source.getDouble(), source.getDouble());
    }
}
