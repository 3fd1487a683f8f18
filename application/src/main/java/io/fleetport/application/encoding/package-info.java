/** Compact, versioned binary forms that several stores share, and the cursor text of their pages. Knows no database. */
@NullMarked
package io.fleetport.application.encoding;

import org.jspecify.annotations.NullMarked;
