/** The port of wrapping keys on AWS KMS. Knows that service and nothing of what the keys are for. */
@NullMarked
package io.fleetport.aws.kms;

import org.jspecify.annotations.NullMarked;
