package io.fleetport.application.contract;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every contract of a store needs. Each test works in organizations of its own, so one store may serve all of them. */
public interface StoreContract {

    /** The stores under test. May hold data of other tests. */
    Stores stores();

    /** Empties the outbox. */
    default List<ArchivedMessage> takeAllThatWaits() {
        List<ArchivedMessage> messages = new ArrayList<>();
        Optional<ArchiveBatch> next = stores().outbox().next(Integer.MAX_VALUE);
        while (next.isPresent()) {
            messages.addAll(next.get().messages());
            stores().outbox().done(next.get().id());
            next = stores().outbox().next(Integer.MAX_VALUE);
        }
        return messages;
    }
}
