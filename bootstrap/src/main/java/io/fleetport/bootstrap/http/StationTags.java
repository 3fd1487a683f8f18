package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewStations.Seen;
import io.fleetport.domain.fleet.FleetStation;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Entity tags of stations: a part for what callers can change, and one for everything that is shown but its age. A station
 * reports every few seconds, so who wants to change its name is held to the first part only.
 */
@Singleton
final class StationTags {

    private final Conditional conditional;

    StationTags(Conditional conditional) {
        this.conditional = conditional;
    }

    /** @param ageless the station as shown, without its age, which changes by itself */
    String of(Seen seen, StationShape ageless) {
        byte[] shown = conditional.written(StationShape.class, ageless);
        return '"' + profile(seen.station()) + '-' + Conditional.digestOf(shown) + '"';
    }

    /** Whether the caller knows the station's name and place as they are, or does not say. */
    boolean isCurrent(HttpRequest<?> request, Seen seen) {
        String current = '"' + profile(seen.station()) + '-';
        var held = request.getHeaders().getAll(HttpHeaders.IF_MATCH);
        return held.isEmpty()
                || held.stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.startsWith(current));
    }

    private static String profile(FleetStation station) {
        String changeable = station.name() + '\n' + station.position();
        return Conditional.digestOf(changeable.getBytes(StandardCharsets.UTF_8));
    }
}
