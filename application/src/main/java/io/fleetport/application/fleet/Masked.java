package io.fleetport.application.fleet;

import io.fleetport.application.port.in.DeliverReadings;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import java.util.List;

/**
 * A submitted reading without anything that looks like a vehicle identification number: those stop at the edge.
 *
 * @param vehicle what the caller calls the vehicle
 * @param raw as it came when nothing needed masking
 */
record Masked(String vehicle, List<Signal> signals, byte[] raw) {

    static Masked of(DeliverReadings.Submitted submitted) {
        return switch (submitted) {
            case DeliverReadings.Legible legible ->
                new Masked(
                        VinMask.mask(legible.vehicle()),
                        legible.signals().stream()
                                .filter(signal -> !namesVin(signal))
                                .map(Masked::masked)
                                .toList(),
                        VinMask.mask(legible.raw()));
            case DeliverReadings.Illegible illegible -> new Masked("", List.of(), VinMask.mask(illegible.raw()));
        };
    }

    /** One whose bytes were masked before: what is left out of it when it comes is left out again, and all else is the same. */
    static Masked archived(DeliverReadings.Legible legible) {
        Masked masked = of(legible);
        return new Masked(
                masked.vehicle(),
                masked.signals().stream()
                        .filter(signal -> !isMaskedName(signal))
                        .toList(),
                masked.raw());
    }

    private static boolean isMaskedName(Signal signal) {
        return signal instanceof Signal.Text text
                && text.name().equals(Signals.VEHICLE_NAME)
                && VinMask.isMasked(text.value());
    }

    /** A name that is a VIN is none; and what a value is called may be one, too. */
    private static boolean namesVin(Signal signal) {
        return holdsVin(signal.name().key())
                || signal instanceof Signal.Text text
                        && text.name().equals(Signals.VEHICLE_NAME)
                        && holdsVin(text.value());
    }

    private static boolean holdsVin(String text) {
        return !VinMask.mask(text).equals(text);
    }

    private static Signal masked(Signal signal) {
        if (signal instanceof Signal.Text text && holdsVin(text.value())) {
            return new Signal.Text(text.name(), VinMask.mask(text.value()));
        }
        if (signal instanceof Signal.Option option && holdsVin(option.value())) {
            return new Signal.Option(option.name(), VinMask.mask(option.value()));
        }
        return signal;
    }
}
