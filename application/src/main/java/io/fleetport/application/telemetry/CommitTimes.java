package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryLedger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * How long a store takes for commits, by what came of them: {@code fleetport.store.commit} with the tag {@code outcome} of
 * {@code stored}, {@code stale}, {@code unavailable}, {@code refused} or {@code failed}. Safe to use from many threads.
 */
public final class CommitTimes {

    private final MeterRegistry meters;

    public CommitTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Makes the commit; what it throws is thrown on. */
    public void of(Runnable commit) {
        Timer.Sample time = Timer.start(meters);
        String outcome = "failed";
        try {
            commit.run();
            outcome = "stored";
        } catch (TelemetryLedger.StaleStanding e) {
            outcome = "stale";
            throw e;
        } catch (PortUnavailable e) {
            outcome = "unavailable";
            throw e;
        } catch (PortRefused e) {
            outcome = "refused";
            throw e;
        } finally {
            time.stop(meters.timer("fleetport.store.commit", "outcome", outcome));
        }
    }
}
