package io.fleetport.application.replay;

import io.fleetport.application.encoding.SignalEncoding;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what the store has of a message where the intake does not: a reading is known by a fingerprint of what it said before the
 * archive blotted out VINs, and more than a VIN may look like one in raw bytes. So a reading with something blotted out is
 * compared with those stored of its very time as if the same had been blotted out of them. For one thread.
 */
final class AlreadyStored {

    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final int OF_ONE_TIME = 1_000;

    /** As many capitals and digits in a row are blotted out of raw bytes: a VIN has 17 (ISO 3779). */
    private static final int BLOTTED_FROM = 17;

    private static final byte BLOT = 'X';

    private final History history;
    private final StoredReports reports;

    AlreadyStored(History history, StoredReports reports) {
        this.history = history;
        this.reports = reports;
    }

    boolean holds(Subject subject, Delivery.Content content) {
        return switch (subject) {
            case VehicleKey key ->
                content instanceof Delivery.Said said && isDoubtful(said.signals()) && holdsLike(key, said);
            case StationKey key ->
                content instanceof Delivery.StationSaid said
                        && said.message() instanceof StationMessage.Reported reported
                        && reports.hold(key, reported.report());
        };
    }

    /** The intake takes connections for new whenever they come. */
    private static boolean isDoubtful(List<Signal> signals) {
        for (Signal signal : signals) {
            if (signal instanceof Signal.Connection || hasBlot(SignalEncoding.encode(List.of(signal)))) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsLike(VehicleKey key, Delivery.Said said) {
        Instant at = said.observedAt().truncatedTo(ChronoUnit.MICROS);
        Map<ByteBuffer, Integer> wanted = blotted(said.signals());
        for (Reading stored : history.between(key, at, at.plus(TICK), null, OF_ONE_TIME)) {
            if (blotted(stored.signals()).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** In no order, each with how often it is there; without what is never stored. */
    private static Map<ByteBuffer, Integer> blotted(List<Signal> signals) {
        Map<ByteBuffer, Integer> blotted = new HashMap<>();
        for (Signal signal : signals) {
            if (isPlausible(signal)) {
                blotted.merge(ByteBuffer.wrap(blot(SignalEncoding.encode(List.of(signal)))), 1, Integer::sum);
            }
        }
        return blotted;
    }

    private static boolean isPlausible(Signal signal) {
        return switch (signal) {
            case Signal.Quantity quantity -> quantity.name().isPlausible(quantity.value());
            case Signal.Count count -> count.name().isPlausible((double) count.value());
            default -> true;
        };
    }

    private static boolean hasBlot(byte[] bytes) {
        int run = 0;
        for (byte b : bytes) {
            run = b == BLOT ? run + 1 : 0;
            if (run == BLOTTED_FROM) {
                return true;
            }
        }
        return false;
    }

    private static byte[] blot(byte[] bytes) {
        int run = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i < bytes.length && isOfVin(bytes[i])) {
                run++;
                continue;
            }
            if (run >= BLOTTED_FROM) {
                Arrays.fill(bytes, i - run, i, BLOT);
            }
            run = 0;
        }
        return bytes;
    }

    private static boolean isOfVin(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' && b != 'I' && b != 'O' && b != 'Q';
    }
}
