/** What instances share through Redis (Amazon ElastiCache, or any other from version 6.2 on). Knows Redis and the ports, nothing of who calls. */
@NullMarked
package io.fleetport.aws.elasticache;

import org.jspecify.annotations.NullMarked;
