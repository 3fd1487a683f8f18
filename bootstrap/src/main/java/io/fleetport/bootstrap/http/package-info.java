/** The REST API and the live stream. Knows JSON and HTTP; asks the use cases for everything. */
@NullMarked
package io.fleetport.bootstrap.http;

import org.jspecify.annotations.NullMarked;
