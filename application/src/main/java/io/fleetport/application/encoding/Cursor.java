package io.fleetport.application.encoding;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended, as text that callers hand back without looking inside: base64url of a form byte, the sort key and
 * the ids that break ties.
 */
public final class Cursor {

    private static final int BY_TEXT = 1;
    private static final int BY_TIME = 2;
    private static final int BY_NAME = 3;
    private static final int BY_TIME_AT_STATION = 4;
    private static final int BY_NUMBER = 5;

    private Cursor() {}

    /** Position in a list sorted by text. */
    public record ByText(String text, UUID id) {}

    /** Position in a list sorted by time. {@code tie} is {@code id} again where one id is enough. */
    public record ByTime(Instant time, UUID id, UUID tie) {}

    /** Position in a list sorted by what things are called by their makers. */
    public record ByName(String name) {}

    /** Position in a list sorted by time, then by station, then by what it is called there. */
    public record ByTimeAtStation(Instant time, String station, String name) {}

    /** Position in a list sorted by number. */
    public record ByNumber(long number) {}

    public static String of(String text, UUID id) {
        ByteSink sink = new ByteSink(64);
        sink.putByte(BY_TEXT);
        sink.putText(text);
        sink.putUuid(id);
        return encoded(sink);
    }

    public static String of(Instant time, UUID id, UUID tie) {
        ByteSink sink = new ByteSink(48);
        sink.putByte(BY_TIME);
        sink.putLong(Micros.floorOf(time));
        sink.putUuid(id);
        sink.putUuid(tie);
        return encoded(sink);
    }

    public static String of(String name) {
        ByteSink sink = new ByteSink(64);
        sink.putByte(BY_NAME);
        sink.putText(name);
        return encoded(sink);
    }

    public static String of(Instant time, String station, String name) {
        ByteSink sink = new ByteSink(96);
        sink.putByte(BY_TIME_AT_STATION);
        sink.putLong(Micros.floorOf(time));
        sink.putText(station);
        sink.putText(name);
        return encoded(sink);
    }

    public static String of(long number) {
        ByteSink sink = new ByteSink(16);
        sink.putByte(BY_NUMBER);
        sink.putLong(number);
        return encoded(sink);
    }

    /** @throws IllegalArgumentException when the text is no cursor of this kind */
    public static ByText byText(String cursor) {
        ByteSource source = decoded(cursor, BY_TEXT);
        ByText position = new ByText(source.getText(), source.getUuid());
        source.end();
        return position;
    }

    /** @throws IllegalArgumentException when the text is no cursor of this kind */
    public static ByTime byTime(String cursor) {
        ByteSource source = decoded(cursor, BY_TIME);
        ByTime position = new ByTime(Micros.toInstant(source.getLong()), source.getUuid(), source.getUuid());
        source.end();
        return position;
    }

    /** @throws IllegalArgumentException when the text is no cursor of this kind */
    public static ByName byName(String cursor) {
        ByteSource source = decoded(cursor, BY_NAME);
        ByName position = new ByName(source.getText());
        source.end();
        return position;
    }

    /** @throws IllegalArgumentException when the text is no cursor of this kind */
    public static ByTimeAtStation byTimeAtStation(String cursor) {
        ByteSource source = decoded(cursor, BY_TIME_AT_STATION);
        ByTimeAtStation position =
                new ByTimeAtStation(Micros.toInstant(source.getLong()), source.getText(), source.getText());
        source.end();
        return position;
    }

    /** @throws IllegalArgumentException when the text is no cursor of this kind */
    public static ByNumber byNumber(String cursor) {
        ByteSource source = decoded(cursor, BY_NUMBER);
        ByNumber position = new ByNumber(source.getLong());
        source.end();
        return position;
    }

    private static String encoded(ByteSink sink) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sink.toByteArray());
    }

    private static ByteSource decoded(String cursor, int form) {
        ByteSource source = new ByteSource(Base64.getUrlDecoder().decode(cursor));
        int found = source.getByte();
        if (found != form) {
            throw new IllegalArgumentException("cursor must be of form " + form + " but is of form " + found);
        }
        return source;
    }
}
