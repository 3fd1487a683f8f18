/** The telemetry stream on Amazon Kinesis: putting in, and reading with other processes. Knows nothing of what entries hold. */
@NullMarked
package io.fleetport.aws.kinesis;

import org.jspecify.annotations.NullMarked;
