package io.fleetport.tesla.wire;

import java.util.Arrays;

/**
 * A flat buffer in the making, filled from its end towards its beginning. Places are counted from the end, so that they
 * stay right while the buffer grows at the front.
 */
final class FlatBytes {

    private byte[] bytes;
    private int head;
    private int widest = 1;
    private int[] slots = {};
    private int tableEnd;

    /** @param capacity more than the finished message will need, rather than less; it grows otherwise */
    FlatBytes(int capacity) {
        bytes = new byte[capacity];
        head = capacity;
    }

    /** A vector of bytes, with a NUL behind it that is not counted. */
    int vector(byte[] content) {
        align(4, content.length + 1);
        head -= content.length + 1;
        System.arraycopy(content, 0, bytes, head, content.length);
        putInt(content.length);
        return written();
    }

    void startTable(int slotCount) {
        slots = new int[slotCount];
        tableEnd = written();
    }

    void offsetSlot(int slot, int place) {
        align(4, 0);
        putInt(written() - place + 4);
        slots[slot] = written();
    }

    void intSlot(int slot, int value) {
        if (value != 0) {
            align(4, 0);
            putInt(value);
            slots[slot] = written();
        }
    }

    void longSlot(int slot, long value) {
        if (value != 0) {
            align(8, 0);
            putInt((int) (value >>> 32));
            putInt((int) value);
            slots[slot] = written();
        }
    }

    void byteSlot(int slot, byte value) {
        if (value != 0) {
            align(1, 0);
            bytes[--head] = value;
            slots[slot] = written();
        }
    }

    int endTable() {
        align(4, 0);
        putInt(0); // the way to the vtable, known below
        int table = written();
        int count = slots.length;
        while (count > 0 && slots[count - 1] == 0) {
            count--;
        }
        for (int i = count - 1; i >= 0; i--) {
            putShort(slots[i] == 0 ? 0 : table - slots[i]);
        }
        putShort(table - tableEnd);
        putShort((count + 2) * 2);
        int backward = written() - table;
        int at = bytes.length - table;
        bytes[at] = (byte) backward;
        bytes[at + 1] = (byte) (backward >>> 8);
        return table;
    }

    byte[] finish(int root) {
        align(widest, 4);
        align(4, 0);
        putInt(written() - root + 4);
        return head == 0 ? bytes : Arrays.copyOfRange(bytes, head, bytes.length);
    }

    private int written() {
        return bytes.length - head;
    }

    /** Leaves as many zero bytes that, after {@code following} more, a value of {@code size} bytes is aligned. */
    private void align(int size, int following) {
        widest = Math.max(widest, size);
        int padding = -(written() + following) & size - 1;
        int needed = padding + following + size + 16;
        if (head < needed) {
            byte[] larger = new byte[bytes.length * 2 + needed];
            System.arraycopy(bytes, head, larger, larger.length - written(), written());
            head = larger.length - written();
            bytes = larger;
        }
        head -= padding;
    }

    private void putInt(int value) {
        head -= 4;
        bytes[head] = (byte) value;
        bytes[head + 1] = (byte) (value >>> 8);
        bytes[head + 2] = (byte) (value >>> 16);
        bytes[head + 3] = (byte) (value >>> 24);
    }

    private void putShort(int value) {
        head -= 2;
        bytes[head] = (byte) value;
        bytes[head + 1] = (byte) (value >>> 8);
    }
}
