package io.fleetport.tesla.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of recorded drives sorted by vehicle, each vehicle's in the order of the files, on disk.
 *
 * <p>Recordings hold one vehicle after the other, or mix them, and may be larger than memory; replaying all vehicles side
 * by side needs a cursor in each. The temporary file has no name any more once it is open (where the system allows), so
 * nothing stays behind after a crash. Rows are added by one thread, then read by any number, one per {@link Vehicle}.
 */
final class DriveSpool implements AutoCloseable {

    private static final int VALUES = DriveColumn.values().length;
    private static final int ROW_BYTES = Long.BYTES + Integer.BYTES + VALUES * Double.BYTES;
    private static final int ROWS_PER_BLOCK = 64;

    private final FileChannel file;
    private final Map<String, Vehicle> vehicles = new LinkedHashMap<>();
    private long end;

    DriveSpool() throws IOException {
        Path path = Files.createTempFile("fleetport-replay-", ".rows");
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(DriveRow row) throws IOException {
        Vehicle vehicle = vehicles.computeIfAbsent(row.vehicleId(), Vehicle::new);
        vehicle.add(row);
    }

    Collection<Vehicle> vehicles() {
        return vehicles.values();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The rows of one vehicle, read once from first to last. */
    final class Vehicle {

        private final String vehicleId;
        private final List<Long> blocks = new ArrayList<>();
        private @Nullable ByteBuffer open;
        private long rows;
        private int nextBlock;
        private @Nullable ByteBuffer reading;

        private Vehicle(String vehicleId) {
            this.vehicleId = vehicleId;
        }

        String vehicleId() {
            return vehicleId;
        }

        /** How many there are in all. */
        long rows() {
            return rows;
        }

        private void add(DriveRow row) throws IOException {
            ByteBuffer block = open;
            if (block == null) {
                block = ByteBuffer.allocate(ROWS_PER_BLOCK * ROW_BYTES);
                open = block;
            }
            block.putLong(row.observedAt().getEpochSecond());
            block.putInt(row.observedAt().getNano());
            for (double value : row.values()) {
                block.putDouble(value);
            }
            rows++;
            if (!block.hasRemaining()) {
                write(block.flip());
                open = null;
            }
        }

        private void write(ByteBuffer block) throws IOException {
            blocks.add(end);
            while (block.hasRemaining()) {
                end += file.write(block, end);
            }
        }

        /** The next row, or null after the last. */
        @Nullable
        DriveRow next() throws IOException {
            ByteBuffer block = reading;
            if (block == null || !block.hasRemaining()) {
                block = nextBlock();
                reading = block;
                if (block == null) {
                    return null;
                }
            }
            Instant observedAt = Instant.ofEpochSecond(block.getLong(), block.getInt());
            double[] values = new double[VALUES];
            for (int i = 0; i < VALUES; i++) {
                values[i] = block.getDouble();
            }
            return new DriveRow(vehicleId, observedAt, values);
        }

        private @Nullable ByteBuffer nextBlock() throws IOException {
            if (nextBlock == blocks.size()) {
                ByteBuffer last = open;
                open = null;
                return last == null ? null : last.flip();
            }
            ByteBuffer block = ByteBuffer.allocate(ROWS_PER_BLOCK * ROW_BYTES);
            long at = blocks.get(nextBlock++);
            while (block.hasRemaining()) {
                int read = file.read(block, at + block.position());
                if (read < 0) {
                    throw new IOException("the spool of recorded drives was cut short");
                }
            }
            return block.flip();
        }
    }
}
