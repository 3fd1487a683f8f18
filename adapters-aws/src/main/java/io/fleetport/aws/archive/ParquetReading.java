package io.fleetport.aws.archive;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Reads back what {@link ParquetForm} wrote, and nothing else: flat columns without nulls, plain pages in gzip. For one thread. */
final class ParquetReading {

    private static final int FOOTER_LENGTH_AND_MAGIC = 8;

    private static final int MAGIC_BYTES = 4;

    private static final List<String> NAMES = List.of("subject_kind", "subject_id", "source", "received_at", "raw");

    /** In the order of the columns. */
    private static final int KIND = 0;

    private static final int ID = 1;
    private static final int SOURCE = 2;
    private static final int RECEIVED_AT = 3;
    private static final int RAW = 4;

    private final byte[] file;
    private final FileMetaData about;

    /** @throws IOException when it is no Parquet file */
    ParquetReading(byte[] file) throws IOException {
        this.file = file;
        if (file.length < 2 * FOOTER_LENGTH_AND_MAGIC) {
            throw new IOException("the file is too short to be Parquet");
        }
        int footer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - FOOTER_LENGTH_AND_MAGIC);
        if (footer < 0 || footer > file.length - FOOTER_LENGTH_AND_MAGIC) {
            throw new IOException("the file is no Parquet");
        }
        int end = file.length - FOOTER_LENGTH_AND_MAGIC - footer;
        this.about = Util.readFileMetaData(new ByteArrayInputStream(file, end, footer));
        checkPlaces(end);
    }

    /** What says where columns are is under no checksum, unlike what they hold: it must be as it is written, one behind the other. */
    private void checkPlaces(int end) throws IOException {
        long position = MAGIC_BYTES;
        for (RowGroup group : about.getRow_groups()) {
            if (group.getColumns().size() != NAMES.size()) {
                throw new IOException("the file has other columns");
            }
            for (int i = 0; i < NAMES.size(); i++) {
                ColumnMetaData column = group.getColumns().get(i).getMeta_data();
                if (column.getData_page_offset() != position
                        || column.getNum_values() != group.getNum_rows()
                        || !column.getPath_in_schema().equals(List.of(NAMES.get(i)))) {
                    throw new IOException("a column is not where it should be");
                }
                position += column.getTotal_compressed_size();
            }
        }
        if (position != end) {
            throw new IOException("the columns are not all there is");
        }
    }

    /** Whether any message is about this subject; reads no more than it must. */
    boolean names(String subjectId) throws IOException {
        byte[] wanted = subjectId.getBytes(StandardCharsets.UTF_8);
        for (RowGroup group : about.getRow_groups()) {
            for (byte[] id : column(group.getColumns().get(ID))) {
                if (Arrays.equals(id, wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    List<ArchivedMessage> messages(OrganizationId organization) throws IOException {
        List<ArchivedMessage> messages = new ArrayList<>();
        for (RowGroup group : about.getRow_groups()) {
            List<byte[]> kinds = column(group.getColumns().get(KIND));
            List<byte[]> ids = column(group.getColumns().get(ID));
            List<byte[]> sources = column(group.getColumns().get(SOURCE));
            List<byte[]> times = column(group.getColumns().get(RECEIVED_AT));
            List<byte[]> raws = column(group.getColumns().get(RAW));
            for (int row = 0; row < ids.size(); row++) {
                messages.add(message(
                        organization,
                        text(kinds.get(row)),
                        text(ids.get(row)),
                        text(sources.get(row)),
                        ByteBuffer.wrap(times.get(row))
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong(),
                        raws.get(row)));
            }
        }
        return messages;
    }

    /** A message put together from what the files say of it. */
    static ArchivedMessage message(
            OrganizationId organization, String kind, String id, String source, long micros, byte[] raw)
            throws IOException {
        return new ArchivedMessage(
                switch (kind) {
                    case "vehicle" -> new VehicleKey(organization, new VehicleId(UUID.fromString(id)));
                    case "station" -> new StationKey(organization, new StationId(id));
                    default -> throw new IOException("subject is of kind " + kind + ", known are vehicle and station");
                },
                source,
                Micros.toInstant(micros),
                raw);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private List<byte[]> column(ColumnChunk chunk) throws IOException {
        ColumnMetaData column = chunk.getMeta_data();
        ByteArrayInputStream in = new ByteArrayInputStream(
                file,
                Math.toIntExact(column.getData_page_offset()),
                Math.toIntExact(column.getTotal_compressed_size()));
        List<byte[]> values = new ArrayList<>();
        while (values.size() < column.getNum_values()) {
            PageHeader header = Util.readPageHeader(in);
            byte[] page = new GZIPInputStream(new ByteArrayInputStream(in.readNBytes(header.getCompressed_page_size())))
                    .readAllBytes();
            ByteBuffer left = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = header.getData_page_header().getNum_values(); i > 0; i--) {
                int bytes = column.getType() == Type.INT64 ? Long.BYTES : left.getInt();
                if (bytes < 0 || bytes > left.remaining()) {
                    throw new IOException("a value is longer than its page");
                }
                byte[] value = new byte[bytes];
                left.get(value);
                values.add(value);
            }
            if (left.hasRemaining()) {
                throw new IOException("a page holds more than it says");
            }
        }
        if (values.size() != column.getNum_values() || in.available() > 0) {
            throw new IOException("a column holds more than it says");
        }
        return values;
    }
}
