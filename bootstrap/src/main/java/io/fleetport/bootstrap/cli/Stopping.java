package io.fleetport.bootstrap.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a run on Ctrl-C or a polite kill, and lets it say what it did before the process goes. */
final class Stopping {

    private static final long PATIENCE_SECONDS = 5;

    private Stopping() {}

    /** What is run until it ends or is stopped. */
    interface Run<T> {
        T run() throws IOException;
    }

    static <T> T onSignal(Runnable stop, Run<T> run) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            stop.run();
            try {
                boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!inTime) {
                    System.err.println("fleetport: ended without waiting for the last answers.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run.run();
        } finally {
            ended.countDown();
            removeUnlessEnding(hook);
        }
    }

    private static void removeUnlessEnding(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process is on its way out; the hook has done its work.
        }
    }
}
