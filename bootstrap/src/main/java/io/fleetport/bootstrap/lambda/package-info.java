/** The service inside functions of AWS Lambda: what an event says reaches the same server and use cases as anywhere else. */
@NullMarked
package io.fleetport.bootstrap.lambda;

import org.jspecify.annotations.NullMarked;
