package io.fleetport.bootstrap.wiring;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Configuration by name. Every refusal names the setting, what it is and what it may be.
 *
 * @param lookup the value of a setting such as {@code fleetport.stores}, wherever it was set
 */
public record Settings(Function<String, Optional<String>> lookup) {

    /** The setting as text; empty when it is not set or blank. */
    public Optional<String> text(String name) {
        return lookup.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A setting that must be there. {@code why} completes "needed because". */
    public String required(String name, String why) {
        return text(name).orElseThrow(() -> new WrongSetting(name + " is not set, and is needed because " + why));
    }

    /** One of an enum's values, written in lower case with hyphens: {@code in-process}. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> values, E otherwise) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        String wanted = given.get();
        return Arrays.stream(values.getEnumConstants())
                .filter(value -> written(value).equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new WrongSetting(name + " must be one of "
                        + Arrays.stream(values.getEnumConstants())
                                .map(Settings::written)
                                .collect(Collectors.joining(", "))
                        + " but is " + wanted));
    }

    /** A whole number within {@code [least, most]}. */
    public int number(String name, int otherwise, int least, int most) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new WrongSetting(
                    name + " must be a number within " + least + ".." + most + " but is " + given.get(), notANumber);
        }
        throw new WrongSetting(name + " must be within " + least + ".." + most + " but is " + given.get());
    }

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
