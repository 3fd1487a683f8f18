/** The stores in PostgreSQL (Amazon RDS, or any other from version 14 on). Knows SQL and the ports, nothing of who calls. */
@NullMarked
package io.fleetport.aws.rds;

import org.jspecify.annotations.NullMarked;
