/** The port of publishing events on Amazon EventBridge. Knows that service and nothing of what events are about. */
@NullMarked
package io.fleetport.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
