package io.fleetport.application.usage;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * Keeps readings out that are older than the history an organization keeps: the trips of that time cannot be told again,
 * as what they were told from is gone. Safe to use from many threads.
 */
public final class KeptHistory implements IngestTelemetry {

    private final IngestTelemetry intake;
    private final Function<OrganizationId, Quota> quotas;
    private final Clock clock;

    /** @param quotas cheap to ask, and must not block: asked for each delivery */
    public KeptHistory(IngestTelemetry intake, Function<OrganizationId, Quota> quotas, Clock clock) {
        this.intake = intake;
        this.quotas = quotas;
        this.clock = clock;
    }

    @Override
    public boolean offer(Delivery delivery) {
        if (delivery.content() instanceof Delivery.Said said) {
            int days = quotas.apply(delivery.organization()).historyDays();
            if (said.observedAt().isBefore(clock.instant().minus(Duration.ofDays(days)))) {
                return intake.offer(delivery.with(new Delivery.Unusable(
                        DeadLetterReason.TOO_OLD,
                        "from before the " + days + " days of history that the organization keeps")));
            }
        }
        return intake.offer(delivery);
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        intake.whenRoom(subject, resume);
    }
}
