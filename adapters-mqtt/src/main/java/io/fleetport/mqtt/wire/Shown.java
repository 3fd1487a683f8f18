package io.fleetport.mqtt.wire;

import io.fleetport.application.vehicle.VinMask;

/** Somebody else's text as it is shown to people. */
public final class Shown {

    private static final int MOST = 64;

    private Shown() {}

    /** In quotes, without a VIN, without anything that is not to be printed, and not all of it when it is long. */
    public static String of(String text) {
        String masked = VinMask.mask(text);
        StringBuilder shown = new StringBuilder(MOST + 3).append('"');
        int at = 0;
        for (int count = 0; at < masked.length() && count < MOST; count++) {
            int c = masked.codePointAt(at);
            shown.appendCodePoint(isPrintable(c) ? c : '?');
            at += Character.charCount(c);
        }
        return shown.append(at < masked.length() ? "…\"" : "\"").toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
