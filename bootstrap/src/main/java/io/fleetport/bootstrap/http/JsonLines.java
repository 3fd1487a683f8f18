package io.fleetport.bootstrap.http;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;

/**
 * Things as lines of JSON, each made when it is read: of a stream of any length one line is in memory. For one use by one
 * thread.
 */
final class JsonLines<T> extends InputStream {

    private static final byte[] NOTHING = {};

    private final Iterator<T> things;
    private final Function<T, ?> shape;
    private final JsonMapper json;
    private byte[] line = NOTHING;
    private int at;

    JsonLines(Iterator<T> things, Function<T, ?> shape, JsonMapper json) {
        this.things = things;
        this.shape = shape;
        this.json = json;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : line[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int filled = 0;
        while (filled < length && !isAtEnd()) {
            int part = Math.min(length - filled, line.length - at);
            System.arraycopy(line, at, target, offset + filled, part);
            at += part;
            filled += part;
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    private boolean isAtEnd() throws IOException {
        if (at < line.length) {
            return false;
        }
        if (!things.hasNext()) {
            return true;
        }
        byte[] object = json.writeValueAsBytes(shape.apply(things.next()));
        line = new byte[object.length + 1];
        System.arraycopy(object, 0, line, 0, object.length);
        line[object.length] = '\n';
        at = 0;
        return false;
    }
}
