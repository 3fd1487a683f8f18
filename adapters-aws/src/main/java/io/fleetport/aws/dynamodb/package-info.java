/** The stores in DynamoDB tables. Knows the ports, the forms in which things are kept, and no other adapter. */
@NullMarked
package io.fleetport.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
