package io.fleetport.bootstrap.cli;

import io.fleetport.tesla.simulator.ReplaySettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How much faster than recorded: a number, with or without an {@code x} behind it, or {@code max}. */
final class SpeedConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        if (text.equalsIgnoreCase("max")) {
            return ReplaySettings.AS_FAST_AS_ACKNOWLEDGED;
        }
        try {
            double speed = Double.parseDouble(text.endsWith("x") ? text.substring(0, text.length() - 1) : text);
            if (speed > 0 && speed <= 1e6) {
                return speed;
            }
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException("must be a number or max but is \"" + text + "\"");
        }
        throw new TypeConversionException("must be within 0..1000000 or max but is \"" + text + "\"");
    }
}
