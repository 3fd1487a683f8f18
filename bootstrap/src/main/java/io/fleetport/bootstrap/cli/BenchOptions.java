package io.fleetport.bootstrap.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every measurement of the intake can be told. */
final class BenchOptions {

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "10000",
            description = "Records a second of all together. Default: ${DEFAULT-VALUE}.")
    private double rate = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long they send. Default: ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "40",
            description = {
                "Seconds sent before these, in which the JVM compiles: they are checked for loss like all others,",
                "but count neither for the rate nor for latencies. Vehicles begin slowly and are at the full rate after half",
                "of them. Default: ${DEFAULT-VALUE}."
            })
    private int warmUp = 40;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "64",
            description = "Most unanswered records of each sender. Default: ${DEFAULT-VALUE}.")
    private int window = 64;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result there.")
    private @Nullable Path json;

    Optional<Path> data() {
        return data.given();
    }

    /** Records a second. */
    double rate() {
        return rate;
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    /** With the warm-up. */
    Duration duration() {
        return Duration.ofSeconds((long) warmUp + seconds);
    }

    int window() {
        return window;
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }
}
