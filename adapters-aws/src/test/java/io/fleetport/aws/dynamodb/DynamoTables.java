package io.fleetport.aws.dynamodb;

/** The tables of all tests of stores: each test works in organizations of its own. Made once. */
final class DynamoTables {

    private static final Database SHARED = open(DynamoSettings.USUAL_PREFIX);

    private DynamoTables() {}

    /** Not to be closed. */
    static Database shared() {
        return SHARED;
    }

    /** Tables of a test's own, made with the first opening. */
    static Database open(String prefix) {
        return new Database(settings(prefix));
    }

    static DynamoSettings settings(String prefix) {
        return new DynamoSettings(DynamoLocal.running().access(), prefix, true, null);
    }
}
