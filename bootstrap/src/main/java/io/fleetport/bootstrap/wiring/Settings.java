package io.fleetport.bootstrap.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Configuration by name. Every refusal names the setting, what it is and what it may be.
 *
 * @param lookup the value of a setting such as {@code fleetport.stores}, wherever it was set
 * @param usual hears what each setting is where nobody sets it
 */
public record Settings(Function<String, Optional<String>> lookup, Usual usual) {

    /** Hears what a setting is where nobody sets it, whenever it is asked for. */
    @FunctionalInterface
    public interface Usual {
        void is(String name, Object otherwise);
    }

    private static final Pattern LENGTH_OF_TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    public Settings(Function<String, Optional<String>> lookup) {
        this(lookup, (name, otherwise) -> {});
    }

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
        usual.is(name, otherwise);
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
        usual.is(name, otherwise);
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

    /** As {@link #number(String, int, int, int)}, for numbers that may be larger. */
    public long number(String name, long otherwise, long least, long most) {
        usual.is(name, otherwise);
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        String range = name + " must be a number within " + least + ".." + most + " but is " + given.get();
        try {
            long value = Long.parseLong(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new WrongSetting(range, notANumber);
        }
        throw new WrongSetting(range);
    }

    /** A decimal number within {@code [least, most]}. */
    public double decimal(String name, double otherwise, double least, double most) {
        usual.is(name, otherwise);
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        String range = name + " must be a number within " + least + ".." + most + " but is " + given.get();
        try {
            double value = Double.parseDouble(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new WrongSetting(range, notANumber);
        }
        throw new WrongSetting(range);
    }

    /** A length of time as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 30d}; at least {@code least}. */
    public Duration duration(String name, Duration otherwise, Duration least) {
        usual.is(name, otherwise);
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        Matcher form = LENGTH_OF_TIME.matcher(given.get());
        if (!form.matches()) {
            throw new WrongSetting(
                    name + " must be a length of time such as 500ms, 10s, 5m, 2h or 30d but is " + given.get());
        }
        Duration value = Duration.of(Long.parseLong(form.group(1)), UNITS.get(form.group(2)));
        if (value.compareTo(least) < 0) {
            throw new WrongSetting(name + " must be at least " + least.toMillis() + " ms but is " + given.get());
        }
        return value;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        usual.is(name, otherwise);
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        return switch (given.get().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new WrongSetting(name + " must be true or false but is " + given.get());
        };
    }

    /** These with one of them set otherwise: to read a part of a list as if it stood alone. */
    Settings with(String name, String value) {
        return new Settings(asked -> asked.equals(name) ? Optional.of(value) : lookup.apply(asked), usual);
    }

    /** A moment such as {@code 2008-01-01T00:00:00Z}. */
    public Instant instant(String name, Instant otherwise) {
        usual.is(name, otherwise);
        Optional<String> given = text(name);
        try {
            return given.map(Instant::parse).orElse(otherwise);
        } catch (DateTimeParseException malformed) {
            throw new WrongSetting(
                    name + " must be a UTC time such as " + otherwise + " but is " + given.orElse(""), malformed);
        }
    }

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
