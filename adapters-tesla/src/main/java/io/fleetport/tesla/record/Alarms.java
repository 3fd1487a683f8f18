package io.fleetport.tesla.record;

import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.tesla.identity.VinMask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alarm signals of one record, one per name. Of several alerts of a name the one that started last stays; errors of a name
 * become one alarm that tells all of them.
 */
final class Alarms {

    private static final SignalNames ALERTS = new SignalNames("alert_");
    private static final SignalNames ERRORS = new SignalNames("error_");
    private static final List<String> AUDIENCES = List.of("Unknown", "Customer", "Service", "ServiceFix");
    private static final int LONGEST_DETAIL = 2_000;

    private final Map<SignalName, Signal.Alarm> alarms = new LinkedHashMap<>();

    /** The name of an audience, or its number when it is newer than our list. */
    static String audience(int number) {
        return number >= 0 && number < AUDIENCES.size() ? AUDIENCES.get(number) : Integer.toString(number);
    }

    /** An alert; the vehicle's own name of it is the detail. */
    void alert(String name, List<String> audiences, @Nullable Instant startedAt, @Nullable Instant endedAt) {
        SignalName key = ALERTS.of(name);
        Signal.Alarm known = alarms.get(key);
        if (known != null
                && known.startedAt() != null
                && (startedAt == null || startedAt.isBefore(known.startedAt()))) {
            return;
        }
        alarms.put(key, new Signal.Alarm(key, audiences, startedAt, endedAt, VinMask.mask(name)));
    }

    /** An error of the vehicle's telemetry client. It has no duration: it ends when it starts. */
    void error(String name, @Nullable Instant at, String body, Map<String, String> tags) {
        SignalName key = ERRORS.of(name);
        Signal.Alarm known = alarms.get(key);
        String detail = VinMask.mask(detail(name, body, tags));
        if (known == null) {
            alarms.put(key, new Signal.Alarm(key, List.of(), at, at, shortened(detail)));
            return;
        }
        Instant first = known.startedAt();
        Instant last = known.endedAt();
        alarms.put(
                key,
                new Signal.Alarm(
                        key,
                        List.of(),
                        first == null || at != null && at.isBefore(first) ? at : first,
                        last == null || at != null && at.isAfter(last) ? at : last,
                        shortened(known.detail() + "; " + detail)));
    }

    List<Signal> toList() {
        return new ArrayList<>(alarms.values());
    }

    private static String detail(String name, String body, Map<String, String> tags) {
        StringBuilder detail = new StringBuilder(body.isEmpty() ? name : body);
        tags.forEach((key, value) -> detail.append(", ").append(key).append('=').append(value));
        return detail.toString();
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }
}
