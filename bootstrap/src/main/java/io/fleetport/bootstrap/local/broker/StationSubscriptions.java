package io.fleetport.bootstrap.local.broker;

import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import io.fleetport.bootstrap.local.BrokerClient;

/** A station may hear its own commands and nothing else. Others are refused by 0x80 in MQTT 3.1.1 and by 0x87 in MQTT 5. */
final class StationSubscriptions implements SubscriptionAuthorizer {

    private final BrokerMetrics metrics;

    StationSubscriptions(BrokerMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        String filter = input.getSubscription().getTopicFilter();
        boolean allowed =
                switch (Certificates.client(input.getConnectionInformation()).orElse(null)) {
                    case BrokerClient.Own own -> true;
                    case BrokerClient.Station station -> filter.equals(StationTopics.commands(station.id()));
                    case null -> false;
                };
        if (allowed) {
            output.authorizeSuccessfully();
        } else {
            metrics.refusedSubscriptions.increment();
            output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED);
        }
    }
}
