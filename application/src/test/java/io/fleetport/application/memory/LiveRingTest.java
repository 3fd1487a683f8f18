package io.fleetport.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveRingTest {

    private static final int SIZE = 3 * LiveRing.FRESH;

    private final List<String> packed = new ArrayList<>();
    private int unpacked;
    private final LiveRing<String> ring = new LiveRing<>(SIZE, new LivePacking<>() {
        @Override
        public byte @Nullable [] pack(String entry) {
            packed.add(entry);
            return entry.endsWith("7") ? null : entry.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String unpack(byte[] bytes) {
            unpacked++;
            return new String(bytes, StandardCharsets.UTF_8);
        }
    });

    @Test
    void theLatestEntriesStayAsTheyAre() {
        append(1, LiveRing.FRESH);

        assertThat(packed).isEmpty();
        assertThat(read(1, LiveRing.FRESH)).isEqualTo(texts(1, LiveRing.FRESH));
        assertThat(unpacked).isZero();
    }

    @Test
    void olderOnesArePackedOnceAndReadAsTheyWere() {
        int all = 2 * LiveRing.FRESH;
        append(1, all);

        assertThat(packed).isEqualTo(texts(1, all - LiveRing.FRESH));
        assertThat(read(1, all)).isEqualTo(texts(1, all));
        assertThat(unpacked).isEqualTo((int)
                packed.stream().filter(text -> !text.endsWith("7")).count());
    }

    @Test
    void whatTheRingHasPassedIsNotReadPackedOrNot() {
        int all = 2 * SIZE;
        append(1, all);

        assertThat(ring.holds(all - SIZE)).isFalse();
        assertThat(read(all - SIZE + 1, SIZE)).isEqualTo(texts(all - SIZE + 1, SIZE));
    }

    @Test
    void whatIsPackedIsFoundWhenItIsToBeForgotten() {
        append(1, SIZE);

        assertThat(ring.forgetIfAny("3"::equals)).isEqualTo(1);
        assertThat(ring.holds(1)).isFalse();
    }

    private void append(int from, int count) {
        ring.append(texts(from, count));
    }

    private static List<String> texts(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Integer::toString).toList();
    }

    /** Reads on this thread, which is told to stop by the last one that is wanted. */
    private List<String> read(long from, int count) {
        List<String> seen = new ArrayList<>();
        ring.read(from, new LiveRing.Reader<>() {
            @Override
            public void next(long number, String entry) {
                seen.add(entry);
                if (seen.size() == count) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void overtaken() {
                seen.add("overtaken");
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        return seen;
    }
}
