/** Completes the generated description of the API while the product is built. Knows OpenAPI and problem types; no request. */
@NullMarked
package io.fleetport.bootstrap.description;

import org.jspecify.annotations.NullMarked;
