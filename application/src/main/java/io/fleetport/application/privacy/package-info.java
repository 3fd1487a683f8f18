/** What must not be known or kept of vehicles and drivers: pseudonyms, real VINs, positions that are off, erasures. Knows no store and no keeper of keys. */
@NullMarked
package io.fleetport.application.privacy;

import org.jspecify.annotations.NullMarked;
