package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.in.ViewHistory.Moment;
import io.fleetport.domain.vehicle.Observation;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a vehicle said at one time, or last within one interval. A null value was unmeasurable, an absent one unchanged. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "HistoryMoment")
record MomentShape(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant intervalStart,
        Instant observedAt,
        Map<String, @Nullable Object> values) {

    static MomentShape of(Moment moment, boolean thinned) {
        return new MomentShape(
                thinned ? moment.begin() : null,
                moment.observedAt(),
                OutwardValues.of(
                        moment.observations().stream().map(Observation::signal).toList()));
    }
}
