/** The archive and documents in buckets of S3: which object a file becomes, and that it is whole. Knows nothing of what is in it. */
@NullMarked
package io.fleetport.aws.s3;

import org.jspecify.annotations.NullMarked;
