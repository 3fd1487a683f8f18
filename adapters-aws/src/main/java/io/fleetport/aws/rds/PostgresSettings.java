package io.fleetport.aws.rds;

import java.time.Duration;

/**
 * How to reach PostgreSQL and how much of it to use.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with TLS parameters where the way is not private
 * @param logins as whom
 * @param writers most connections that commit, 1 or more: one per shard, two suffice for two cores
 * @param readers most connections that answer queries, 1 or more; apart from the writers, so that neither starves the other
 * @param patience how long to wait for a connection before the store counts as unavailable, 250 ms or more
 * @param longestQuery how long one query may take
 */
public record PostgresSettings(
        String url, Logins logins, int writers, int readers, Duration patience, Duration longestQuery) {

    /** With a login that never changes. */
    public PostgresSettings(
            String url,
            String user,
            String password,
            int writers,
            int readers,
            Duration patience,
            Duration longestQuery) {
        this(url, Logins.of(user, password), writers, readers, patience, longestQuery);
    }

    /** As {@link #of(String, Logins)}, with a login that never changes. */
    public static PostgresSettings of(String url, String user, String password) {
        return of(url, Logins.of(user, password));
    }

    /** Four writers, eight readers, five seconds of patience, ten for a query. */
    public static PostgresSettings of(String url, Logins logins) {
        return new PostgresSettings(url, logins, 4, 8, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    public PostgresSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("url must begin with jdbc:postgresql: but does not");
        }
        if (writers < 1 || readers < 1) {
            throw new IllegalArgumentException(
                    "writers and readers must be 1 or more but are " + writers + " and " + readers);
        }
        if (patience.toMillis() < 250 || longestQuery.toMillis() < 1) {
            throw new IllegalArgumentException("patience must be 250 ms or more and longestQuery 1 ms or more but are "
                    + patience + " and " + longestQuery);
        }
    }

    /** Without the password, and without the URL, which may hold one. */
    @Override
    public String toString() {
        return "PostgresSettings[writers=" + writers + ", readers=" + readers + ", patience=" + patience
                + ", longestQuery=" + longestQuery + "]";
    }
}
