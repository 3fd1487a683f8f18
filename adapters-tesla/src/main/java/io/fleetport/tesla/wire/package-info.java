/** The bytes vehicles and servers exchange: envelopes, payloads, field and option numbers. Knows no meaning of any of them. */
@NullMarked
package io.fleetport.tesla.wire;

import org.jspecify.annotations.NullMarked;
