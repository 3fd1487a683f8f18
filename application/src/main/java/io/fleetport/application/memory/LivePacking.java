package io.fleetport.application.memory;

import org.jspecify.annotations.Nullable;

/**
 * Makes bytes of a ring's older entries. An entry of many small objects that stays for seconds costs the garbage collector
 * more than all other work with it; as one array it costs next to nothing. Called by many threads.
 *
 * @param <E> an entry, which is no {@code byte[]}
 */
public interface LivePacking<E> {

    /** The entry as bytes; null when it stays as it is. */
    byte @Nullable [] pack(E entry);

    /** The entry that these bytes were made of. */
    E unpack(byte[] bytes);

    /** Leaves all as they are. */
    static <E> LivePacking<E> none() {
        return new LivePacking<>() {
            @Override
            public byte @Nullable [] pack(E entry) {
                return null;
            }

            @Override
            public E unpack(byte[] bytes) {
                throw new IllegalStateException("nothing was packed");
            }
        };
    }
}
