package io.fleetport.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every keeper of keys does. Each test asks for a keeper of its own. */
public interface KeysContract {

    Map<String, String> CONTEXT = Map.of("organization", "one", "purpose", "vault");

    /** A keeper with a key to wrap under; asked again, the same keeper after a restart. */
    Keys keys();

    /** The same keeper after its current key was followed by another one. */
    Keys afterRotation();

    /** A keeper that shares no key with the other one. */
    Keys stranger();

    private static byte[] key(int length) {
        byte[] key = new byte[length];
        for (int i = 0; i < length; i++) {
            key[i] = (byte) (i * 7 + length);
        }
        return key;
    }

    @Test
    default void whatWasWrappedOpensAgainAlsoAfterARestart() {
        for (int length : List.of(16, 32, 64)) {
            byte[] key = key(length);
            Keys.Wrapped wrapped = keys().wrap(key, CONTEXT);

            assertThat(keys().unwrap(wrapped, CONTEXT)).isEqualTo(key);
        }
    }

    @Test
    default void aWrappedKeyDoesNotShowTheKeyAndIsAnotherOneEachTime() {
        byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        Keys keys = keys();

        byte[] once = keys.wrap(key, CONTEXT).bytes();
        byte[] again = keys.wrap(key, CONTEXT).bytes();

        assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789abcdef");
        assertThat(again).isNotEqualTo(once);
        assertThat(keys.unwrap(new Keys.Wrapped(keys.currentId(), again), CONTEXT))
                .isEqualTo(key);
    }

    @Test
    default void itSaysUnderWhichKeyItWraps() {
        Keys keys = keys();

        assertThat(keys.wrap(key(32), CONTEXT).keyId()).isEqualTo(keys.currentId());
        assertThat(keys().currentId()).isEqualTo(keys.currentId());
    }

    @Test
    default void theOrderOfTheContextDoesNotMatter() {
        Keys.Wrapped wrapped = keys().wrap(key(32), Map.of("a", "1", "b", "2", "c", "3"));

        assertThat(keys().unwrap(wrapped, Map.of("c", "3", "a", "1", "b", "2"))).isEqualTo(key(32));
    }

    @Test
    default void inAnotherContextNothingOpens() {
        Keys keys = keys();
        Keys.Wrapped wrapped = keys.wrap(key(32), CONTEXT);
        for (Map<String, String> other : List.of(
                Map.of("organization", "two", "purpose", "vault"),
                Map.of("organization", "one", "purpose", "pseudonym"),
                Map.of("organization", "one"),
                Map.of("organization", "one", "purpose", "vault", "more", "x"),
                Map.of("organization", "onepurpose", "", "vault"),
                Map.<String, String>of())) {
            assertThatThrownBy(() -> keys.unwrap(wrapped, other))
                    .as("%s", other)
                    .isInstanceOf(PortRefused.class);
        }
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(key(32));
    }

    @Test
    default void changedOrCutBytesDoNotOpen() {
        Keys keys = keys();
        Keys.Wrapped wrapped = keys.wrap(key(32), CONTEXT);
        byte[] changed = wrapped.bytes().clone();
        changed[changed.length - 1] ^= 1;
        byte[] cut = Arrays.copyOf(wrapped.bytes(), wrapped.bytes().length - 1);
        for (byte[] wrong : List.of(changed, cut, new byte[] {1})) {
            assertThatThrownBy(() -> keys.unwrap(new Keys.Wrapped(wrapped.keyId(), wrong), CONTEXT))
                    .isInstanceOf(PortRefused.class);
        }
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(key(32));
    }

    @Test
    default void afterARotationTheNewKeyWrapsAndTheOldOneStillOpens() {
        Keys before = keys();
        Keys.Wrapped old = before.wrap(key(32), CONTEXT);
        String oldId = before.currentId();

        Keys after = afterRotation();

        assertThat(after.currentId()).isNotEqualTo(oldId);
        assertThat(after.unwrap(old, CONTEXT)).isEqualTo(key(32));
        Keys.Wrapped wrapped = after.wrap(key(32), CONTEXT);
        assertThat(wrapped.keyId()).isEqualTo(after.currentId());
        assertThat(after.unwrap(wrapped, CONTEXT)).isEqualTo(key(32));
        assertThatThrownBy(() -> after.unwrap(new Keys.Wrapped(after.currentId(), old.bytes()), CONTEXT))
                .isInstanceOf(PortRefused.class);
    }

    @Test
    default void whatAStrangerWrappedIsRefused() {
        Keys.Wrapped foreign = stranger().wrap(key(32), CONTEXT);
        Keys keys = keys();

        assertThatThrownBy(() -> keys.unwrap(foreign, CONTEXT))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining(foreign.keyId());
        assertThat(keys.unwrap(keys.wrap(key(32), CONTEXT), CONTEXT)).isEqualTo(key(32));
    }

    @Test
    default void manyThreadsWrapAndUnwrapAtATime() {
        Keys keys = keys();

        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> {
                            Map<String, String> context = Map.of("organization", "o" + i);
                            return Arrays.equals(
                                    key(16 + i % 49), keys.unwrap(keys.wrap(key(16 + i % 49), context), context));
                        })
                        .count())
                .isEqualTo(64);
    }
}
