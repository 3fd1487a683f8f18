package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShutdownOrderTest {

    private final List<String> ended = new ArrayList<>();
    private final ShutdownOrder order = new ShutdownOrder();

    @Test
    void whatStartedLastEndsFirst() {
        for (String name : List.of("database", "stores", "intake", "http")) {
            order.started(name, () -> ended.add(name));
        }

        order.close();
        order.close();

        assertThat(ended).containsExactly("http", "intake", "stores", "database");
    }

    @Test
    void onePartThatFailsDoesNotKeepTheOthersFromEnding() {
        order.started("database", () -> ended.add("database"));
        order.started("intake", () -> {
            throw new IllegalStateException("on purpose");
        });

        order.close();

        assertThat(ended).containsExactly("database");
    }

    @Test
    void whatStartsDuringTheEndIsEndedAtOnce() {
        order.close();

        order.started("late", () -> ended.add("late"));

        assertThat(ended).containsExactly("late");
    }
}
