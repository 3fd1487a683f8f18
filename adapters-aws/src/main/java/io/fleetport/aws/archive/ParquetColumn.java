package io.fleetport.aws.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * A column of a Parquet file while it is written: values gather into pages, compressed pages into the column's chunk of a row
 * group. Every row has a value, so a page is nothing but the values one after the other, encoded plainly. For one thread.
 */
final class ParquetColumn {

    /** Large enough to compress well, small enough to stay near the processor. */
    private static final int PAGE_BYTES = 1 << 20;

    /** As written: the lowest byte first. */
    private static final Comparator<byte[]> BY_NUMBER = Comparator.comparingLong(ParquetColumn::number);

    private final SchemaElement schema;
    /** For the least and the largest value of a chunk, by which readers pass over it; null when nobody would ask. */
    private final @Nullable Comparator<byte[]> order;

    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private byte[] values = new byte[PAGE_BYTES];
    private ByteBuffer page = over(values);
    private int valuesInPage;
    private long valuesInChunk;
    private long uncompressedBytes;
    private byte @Nullable [] least;
    private byte @Nullable [] largest;

    private ParquetColumn(SchemaElement schema, @Nullable Comparator<byte[]> order) {
        this.schema = schema.setRepetition_type(FieldRepetitionType.REQUIRED);
        this.order = order;
    }

    /** Of UTF-8. */
    static ParquetColumn text(String name) {
        return new ParquetColumn(
                new SchemaElement(name)
                        .setType(Type.BYTE_ARRAY)
                        .setConverted_type(ConvertedType.UTF8)
                        .setLogicalType(LogicalType.STRING(new StringType())),
                Arrays::compareUnsigned);
    }

    static ParquetColumn bytes(String name) {
        return new ParquetColumn(new SchemaElement(name).setType(Type.BYTE_ARRAY), null);
    }

    /** Of microseconds since 1970, UTC. */
    static ParquetColumn time(String name) {
        return new ParquetColumn(
                new SchemaElement(name)
                        .setType(Type.INT64)
                        .setConverted_type(ConvertedType.TIMESTAMP_MICROS)
                        .setLogicalType(
                                LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds())))),
                BY_NUMBER);
    }

    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long number(byte[] value) {
        return over(value).getLong();
    }

    SchemaElement schema() {
        return schema;
    }

    void add(long value) throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        over(bytes).putLong(value);
        add(bytes);
    }

    /** Adds a value, which is not copied and must not change. */
    void add(byte[] value) throws IOException {
        boolean anyLength = schema.getType() == Type.BYTE_ARRAY;
        int bytes = value.length + (anyLength ? Integer.BYTES : 0);
        if (page.remaining() < bytes) {
            endPage();
            if (page.capacity() < bytes) {
                values = new byte[bytes];
                page = over(values);
            }
        }
        if (anyLength) {
            page.putInt(value.length);
        }
        page.put(value);
        valuesInPage++;
        if (order != null) {
            least = least == null || order.compare(value, least) < 0 ? value : least;
            largest = largest == null || order.compare(value, largest) > 0 ? value : largest;
        }
    }

    private void endPage() throws IOException {
        if (valuesInPage == 0) {
            return;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(page.position() / 2);
        FastGzip gzip = new FastGzip(compressed);
        gzip.write(values, 0, page.position());
        gzip.finish();
        int headerFrom = chunk.size();
        Util.writePageHeader(
                new PageHeader(PageType.DATA_PAGE, page.position(), compressed.size())
                        .setData_page_header(
                                new DataPageHeader(valuesInPage, Encoding.PLAIN, Encoding.RLE, Encoding.RLE)),
                chunk);
        uncompressedBytes += chunk.size() - headerFrom + page.position();
        compressed.writeTo(chunk);
        valuesInChunk += valuesInPage;
        valuesInPage = 0;
        page.clear();
    }

    /** Uncompressed, of the chunk so far. */
    long chunkBytes() {
        return uncompressedBytes + page.position();
    }

    /**
     * Writes the chunk and begins the next one.
     *
     * @param offset where in the file the chunk comes to lie
     */
    ColumnChunk endChunk(OutputStream out, long offset) throws IOException {
        endPage();
        ColumnMetaData about = new ColumnMetaData(
                schema.getType(),
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(schema.getName()),
                CompressionCodec.GZIP,
                valuesInChunk,
                uncompressedBytes,
                chunk.size(),
                offset);
        if (least != null) {
            about.setStatistics(
                    new Statistics().setMin_value(least).setMax_value(largest).setNull_count(0));
        }
        chunk.writeTo(out);
        chunk.reset();
        valuesInChunk = 0;
        uncompressedBytes = 0;
        least = null;
        largest = null;
        return new ColumnChunk(offset).setMeta_data(about);
    }
}
