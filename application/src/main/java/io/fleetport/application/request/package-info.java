/** Carrying a request out once however often it is sent. Knows callers and their keys, not what the requests are. */
@NullMarked
package io.fleetport.application.request;

import org.jspecify.annotations.NullMarked;
