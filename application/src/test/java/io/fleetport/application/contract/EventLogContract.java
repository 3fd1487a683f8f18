package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.WebhookSample.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.EventLog} must do. */
public interface EventLogContract extends StoreContract {

    @Test
    default void anEventComesBackAsItWasCommitted() {
        Event ofVehicle = event(aVehicle(), EventType.TRIP_FINISHED);
        Event ofStation = event(aStation(), EventType.SWAP_ABORTED);
        stores().ledger().commit(batch().announces(ofVehicle, ofStation).done());

        for (Event committed : new Event[] {ofVehicle, ofStation}) {
            assertThat(stores().events().find(committed.subject().organization(), committed.id()))
                    .hasValueSatisfying(found ->
                            assertThat(found).usingRecursiveComparison().isEqualTo(committed));
        }
        assertThat(stores().events().find(anOrganization(), ofVehicle.id())).isEmpty();
    }

    @Test
    default void anEventThatIsThereIsPassedOver() {
        Event first = event(aVehicle(), EventType.TRIP_FINISHED);
        stores().ledger().commit(batch().announces(first).done());
        Event other = new Event(
                first.id(), first.type(), first.subject(), first.occurredAt(), first.recordedAt(), new byte[] {9});

        stores().ledger().commit(batch().announces(other).done());

        assertThat(stores().events().find(first.subject().organization(), first.id()))
                .hasValueSatisfying(found -> assertThat(found.body()).isEqualTo(first.body()));
    }

    @Test
    default void oldEventsAreForgotten() {
        Event old = event(aVehicle(), EventType.TRIP_FINISHED, NOW.minus(Duration.ofDays(9_000)));
        Event fresh = event(aVehicle(), EventType.TRIP_FINISHED);
        stores().ledger().commit(batch().announces(old, fresh).done());

        assertThat(stores().events().forgetBefore(old.recordedAt().plusNanos(1_000)))
                .isPositive();

        assertThat(stores().events().find(old.subject().organization(), old.id()))
                .isEmpty();
        assertThat(stores().events().find(fresh.subject().organization(), fresh.id()))
                .isPresent();
    }
}
