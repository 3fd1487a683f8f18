package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.tesla.wire.EnvelopeWriter;
import org.jspecify.annotations.Nullable;

/** What is to be said to the vehicle once its message is durable. A topic makes it an acknowledgement, none a refusal. */
record Reply(
        VehicleConnection connection, byte[] txid, @Nullable String topic) implements Delivery.Settlement {

    @Override
    public void settled(Outcome outcome) {
        connection.settled(this);
    }

    boolean isRefusal() {
        return topic == null;
    }

    byte[] frame() {
        return topic == null ? EnvelopeWriter.refusal(txid) : EnvelopeWriter.acknowledgement(txid, topic);
    }
}
