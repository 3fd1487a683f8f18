package io.fleetport.bootstrap.cli;

import java.io.PrintStream;

/**
 * One line that says how far something is: on a terminal it is written over, elsewhere a new line comes every few
 * seconds. Safe to call from many threads.
 */
final class StatusLine implements AutoCloseable {

    private static final long BETWEEN_LINES_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private String shown = "";
    private String latest = "";
    private long shownNanos;

    StatusLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.shownNanos = System.nanoTime() - BETWEEN_LINES_NANOS;
    }

    static StatusLine onStandardError() {
        return new StatusLine(System.err, System.console() != null);
    }

    static StatusLine onStandardOutput() {
        return new StatusLine(System.out, System.console() != null);
    }

    synchronized void show(String line) {
        latest = line;
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
            out.flush();
            shown = line;
        } else if (!line.equals(shown) && System.nanoTime() - shownNanos >= BETWEEN_LINES_NANOS) {
            out.println(line);
            shown = line;
            shownNanos = System.nanoTime();
        }
    }

    /** Leaves the last line standing. */
    @Override
    public synchronized void close() {
        if (terminal && !shown.isEmpty()) {
            out.println();
        } else if (!latest.equals(shown)) {
            out.println(latest);
        }
        shown = "";
        latest = "";
    }
}
