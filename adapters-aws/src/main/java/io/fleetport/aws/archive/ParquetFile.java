package io.fleetport.aws.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/**
 * A Parquet file of flat columns while it is written, one row group after the other. Readers find their way from the footer:
 * a file without {@link #end} is none. For one thread.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">the format</a>
 */
final class ParquetFile {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** What is held in memory, before compression, until it can be written column by column. */
    private static final long ROW_GROUP_BYTES = 64 << 20;

    private final List<ParquetColumn> columns;
    private final OutputStream out;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rowsInGroup;
    private long rows;

    ParquetFile(List<ParquetColumn> columns, OutputStream out) throws IOException {
        this.columns = List.copyOf(columns);
        this.out = out;
        write(MAGIC);
    }

    /** To be called when each column got a further value. */
    void endRow() throws IOException {
        rows++;
        rowsInGroup++;
        long bytes = 0;
        for (ParquetColumn column : columns) {
            bytes += column.chunkBytes();
        }
        if (bytes >= ROW_GROUP_BYTES) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (rowsInGroup == 0) {
            return;
        }
        long from = position;
        long uncompressed = 0;
        List<ColumnChunk> chunks = new ArrayList<>();
        for (ParquetColumn column : columns) {
            ColumnChunk chunk = column.endChunk(out, position);
            chunks.add(chunk);
            position += chunk.getMeta_data().getTotal_compressed_size();
            uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
        }
        groups.add(new RowGroup(chunks, uncompressed, rowsInGroup)
                .setFile_offset(from)
                .setTotal_compressed_size(position - from)
                .setOrdinal((short) groups.size()));
        rowsInGroup = 0;
    }

    /** Writes the footer: with it the file is whole. */
    void end() throws IOException {
        endGroup();
        List<SchemaElement> schema = new ArrayList<>();
        schema.add(new SchemaElement("message").setNum_children(columns.size()));
        columns.forEach(column -> schema.add(column.schema()));
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(
                new FileMetaData(1, schema, rows, groups)
                        .setCreated_by("fleetport version 1")
                        .setColumn_orders(
                                Collections.nCopies(columns.size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))),
                footer);
        write(footer.toByteArray());
        write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        write(MAGIC);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
