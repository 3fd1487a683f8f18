package io.fleetport.aws.dynamodb;

import java.util.Locale;

/**
 * The indexes each table has. They are sparse, an item is in those whose key it names, and hold keys only: rewriting an item
 * costs an index nothing unless it moves in it. What an index says is some milliseconds old.
 */
enum Index {
    GSI1,
    GSI2;

    String indexName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String pk() {
        return indexName() + "pk";
    }

    String sk() {
        return indexName() + "sk";
    }
}
