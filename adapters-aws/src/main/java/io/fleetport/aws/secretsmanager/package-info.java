/** What AWS Secrets Manager keeps. Knows that service and nothing of what the secrets are for. */
@NullMarked
package io.fleetport.aws.secretsmanager;

import org.jspecify.annotations.NullMarked;
