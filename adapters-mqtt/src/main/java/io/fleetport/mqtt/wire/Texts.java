package io.fleetport.mqtt.wire;

import io.fleetport.domain.station.StationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What texts of messages may be. */
final class Texts {

    private static final int LONGEST_LABEL = 64;
    private static final int UUID_LENGTH = 36;

    private Texts() {}

    /** Whether it can name a part: 1 to 64 printable ASCII characters without spaces. */
    static boolean isLabel(String text) {
        if (text.isEmpty() || text.length() > LONGEST_LABEL) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Whether it has the form of a station's id, as {@link StationId} has it. */
    static boolean isStation(String text) {
        try {
            return !new StationId(text).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether it has more characters of Unicode than so many. */
    static boolean isLonger(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    /** Whether it is the same after it was stored as UTF-8: no database keeps U+0000, and half a pair is no character. */
    static boolean canBeKept(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Null when it is none in its canonical form. */
    static @Nullable UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return null;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                return null;
            }
        }
        return UUID.fromString(text);
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
