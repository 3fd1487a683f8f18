package io.fleetport.application.webhook;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.NotPermitted;
import io.fleetport.application.port.in.Permission;

/** Who may say where events are sent. */
final class WebhookAccess {

    private WebhookAccess() {}

    /**
     * A webhook is told of all vehicles and stations of its organization: who may see some of them only must not have one
     * made.
     *
     * @throws NotPermitted when the caller may not
     */
    static void require(Caller caller) {
        caller.requireWhole(Permission.MANAGE_WEBHOOKS);
    }
}
