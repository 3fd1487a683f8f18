package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Outcome;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a delivery. {@code outcomes} names those readings only of which not everything was accepted. */
@Serdeable
@Schema(name = "DeliveryOutcome")
record DeliveryShape(int accepted, int duplicates, int refused, List<OutcomeShape> outcomes) {

    /** What became of one reading, by its place in the request from 0 upwards. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ReadingOutcome")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeShape(
            int index,

            @Schema(
                    type = "string",
                    allowableValues = {"accepted", "duplicate", "refused"})
            String outcome,

            @Schema(description = "why it was refused, or parts of it were") @Nullable
            String reason,

            @Nullable String detail,

            @Schema(description = "signals with values no real vehicle can have; kept as a dead letter") @Nullable
            Integer implausibleSignals) {}

    static DeliveryShape of(List<Outcome> outcomes) {
        int accepted = 0;
        int duplicates = 0;
        List<OutcomeShape> told = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Accepted taken -> {
                    accepted++;
                    if (taken.implausible() > 0) {
                        told.add(new OutcomeShape(
                                i, "accepted", DeadLetterReason.IMPLAUSIBLE.outwardName(), null, taken.implausible()));
                    }
                }
                case Outcome.Duplicate again -> {
                    duplicates++;
                    told.add(new OutcomeShape(i, "duplicate", null, null, null));
                }
                case Outcome.DeadLettered dead ->
                    told.add(new OutcomeShape(i, "refused", dead.reason().outwardName(), dead.detail(), null));
            }
        }
        return new DeliveryShape(accepted, duplicates, outcomes.size() - accepted - duplicates, told);
    }
}
