/** How AWS is reached and what its refusals mean to a port. Knows no service and no port of its own. */
@NullMarked
package io.fleetport.aws.sdk;

import org.jspecify.annotations.NullMarked;
