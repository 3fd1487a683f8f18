package io.fleetport.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StatusLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void onATerminalALineIsWrittenOverWhole() {
        try (StatusLine line = new StatusLine(out, true)) {
            line.show("almost there");
            line.show("there");
        }

        assertThat(written()).isEqualTo("\ralmost there\rthere       " + System.lineSeparator());
    }

    @Test
    void elsewhereTheFirstAndTheLastAreLines() {
        try (StatusLine line = new StatusLine(out, false)) {
            line.show("1 %");
            line.show("2 %");
            line.show("100 %");
        }

        assertThat(written().lines()).containsExactly("1 %", "100 %");
    }

    @Test
    void withNothingToShowNothingIsWritten() {
        new StatusLine(out, true).close();
        new StatusLine(out, false).close();

        assertThat(written()).isEmpty();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
