/** Raw messages as files: how they are named and laid out, in which forms, and without what was erased. Knows no place to keep them. */
@NullMarked
package io.fleetport.aws.archive;

import org.jspecify.annotations.NullMarked;
