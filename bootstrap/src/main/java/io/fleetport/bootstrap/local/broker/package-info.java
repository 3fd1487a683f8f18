/** The MQTT broker inside a local server. Knows who may say what, and acknowledges what is durable; not what is said. */
@NullMarked
package io.fleetport.bootstrap.local.broker;

import org.jspecify.annotations.NullMarked;
