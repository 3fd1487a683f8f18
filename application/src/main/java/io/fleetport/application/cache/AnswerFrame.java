package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.port.out.ReadCache.Place;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What is around each answer: whose it is and where it was put, before it, and a checksum behind it. So bytes that somebody else
 * wrote, that were cut, or that got to another place are not an answer.
 */
final class AnswerFrame {

    private static final int CHECKSUM_BYTES = 4;

    /** What a short answer needs at most. */
    private static final int ROOM = 1_024;

    private AnswerFrame() {}

    /** @throws IllegalArgumentException as {@link AnswerForm#put} */
    static <T> byte[] written(Place place, AnswerForm<T> form, T answer) {
        ByteSink sink = new ByteSink(ROOM);
        sink.putText(place.shelf().organization().value());
        sink.putText(place.name());
        form.put(answer, sink);
        sink.putInt(checksum(sink.array(), sink.size()));
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when it is not an answer that was kept at this place */
    static <T> T read(Place place, AnswerForm<T> form, byte[] bytes) {
        int size = bytes.length - CHECKSUM_BYTES;
        if (size < 0) {
            throw new IllegalArgumentException("an answer has its checksum but these are " + bytes.length + " bytes");
        }
        ByteSource end = new ByteSource(Arrays.copyOfRange(bytes, size, bytes.length));
        if (end.getInt() != checksum(bytes, size)) {
            throw new IllegalArgumentException("the checksum is not that of the " + size + " bytes before it");
        }
        ByteSource source = new ByteSource(Arrays.copyOf(bytes, size));
        OrganizationId organization = place.shelf().organization();
        if (!source.getText().equals(organization.value()) || !source.getText().equals(place.name())) {
            throw new IllegalArgumentException("the answer was kept at another place");
        }
        T answer = form.get(organization, source);
        source.end();
        return answer;
    }

    private static int checksum(byte[] bytes, int size) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, size);
        return (int) sum.getValue();
    }
}
