/** The transport to and from stations: brokers, subscriptions, acknowledgements. Knows topics, not what a payload says. */
@NullMarked
package io.fleetport.mqtt.link;

import org.jspecify.annotations.NullMarked;
