package io.fleetport.bootstrap.http;

import io.fleetport.domain.motion.Position;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A point in degrees, WGS 84, to seven decimals: a centimetre. */
@Serdeable
record Place(double latitude, double longitude) {

    static @Nullable Place ofNullable(@Nullable Position position) {
        return position == null ? null : of(position);
    }

    static Place of(Position position) {
        return new Place(rounded(position.latitude()), rounded(position.longitude()));
    }

    static double rounded(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(7, RoundingMode.HALF_EVEN).doubleValue();
    }
}
