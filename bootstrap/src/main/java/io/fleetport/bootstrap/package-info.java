/** The one place that chooses adapters and connects them. Knows every module; no module knows it. */
@NullMarked
package io.fleetport.bootstrap;

import org.jspecify.annotations.NullMarked;
