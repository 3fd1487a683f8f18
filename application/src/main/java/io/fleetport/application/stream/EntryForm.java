package io.fleetport.application.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StreamReader;
import java.util.List;

/** What the entries of a stream look like. Safe to use from many threads. */
@FunctionalInterface
public interface EntryForm {

    /**
     * The deliveries an entry holds, in their order; none when it means nothing to us. What cannot be read but is known to be
     * whose comes as {@link Delivery.Unusable}.
     *
     * @throws IllegalArgumentException when it is not even known whose it is; the message explains why, without a VIN
     * @throws io.fleetport.application.port.out.PortUnavailable when it cannot be found out now
     */
    List<Delivery> read(StreamReader.Entry entry);
}
