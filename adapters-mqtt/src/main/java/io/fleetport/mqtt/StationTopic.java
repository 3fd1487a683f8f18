package io.fleetport.mqtt;

import io.fleetport.domain.station.StationId;
import org.jspecify.annotations.Nullable;

/**
 * What a topic tells of a message.
 *
 * @param station who says it; null when no station can be called so
 * @param below the rest of the topic, empty when there is none
 */
record StationTopic(@Nullable StationId station, String below) {

    private static final StationTopic NOBODYS = new StationTopic(null, "");

    /** @param prefix what comes before {@code /{station_id}/…} */
    static StationTopic of(String prefix, String topic) {
        int start = prefix.length() + 1;
        if (topic.length() <= start || !topic.startsWith(prefix) || topic.charAt(prefix.length()) != '/') {
            return NOBODYS;
        }
        int end = topic.indexOf('/', start);
        StationId station = station(topic.substring(start, end < 0 ? topic.length() : end));
        return new StationTopic(station, end < 0 ? "" : topic.substring(end + 1));
    }

    /** Null when no station can be called so. */
    static @Nullable StationId station(String name) {
        try {
            return new StationId(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
