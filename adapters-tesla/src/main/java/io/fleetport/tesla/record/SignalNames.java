package io.fleetport.tesla.record;

import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Unit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Names for what vehicles call by names of their own. Signal names live as long as the process, so their number is bounded:
 * when a sender has used it up, the rest share one.
 */
final class SignalNames {

    private static final int MOST_NAMES = 10_000;
    private static final int LONGEST_KEY = 80;

    private final String prefix;
    private final SignalName other;
    private final ConcurrentMap<String, SignalName> names = new ConcurrentHashMap<>();

    SignalNames(String prefix) {
        this.prefix = prefix;
        this.other = SignalName.of(prefix + "other", Unit.NONE);
    }

    SignalName of(String text) {
        SignalName known = names.get(text);
        if (known != null) {
            return known;
        }
        if (names.size() >= MOST_NAMES) {
            return other;
        }
        SignalName made = SignalName.of(key(text), Unit.NONE);
        names.put(text, made);
        return made;
    }

    /** Lower case letters and digits stay, capitals are lowered, runs of anything else become one underscore. */
    private String key(String text) {
        StringBuilder key = new StringBuilder(prefix);
        for (int i = 0; i < text.length() && key.length() < LONGEST_KEY; i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                key.append((char) (c + 'a' - 'A'));
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                key.append(c);
            } else if (key.charAt(key.length() - 1) != '_') {
                key.append('_');
            }
        }
        while (key.charAt(key.length() - 1) == '_') {
            key.setLength(key.length() - 1);
        }
        return key.length() < prefix.length() ? prefix + "unnamed" : key.toString();
    }
}
