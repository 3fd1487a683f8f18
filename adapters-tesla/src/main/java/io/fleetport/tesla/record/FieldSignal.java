package io.fleetport.tesla.record;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.tesla.identity.VinMask;
import io.fleetport.tesla.wire.TeslaField;
import io.fleetport.tesla.wire.TeslaField.Kind;
import io.fleetport.tesla.wire.TeslaOptions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One field's way from whatever form its value came in to a signal. A form the field is not documented with still becomes
 * the signal that fits it, as firmware changes types; null means there is none, and the bytes are to be carried as they are.
 */
final class FieldSignal {

    /** Times inside values are wall clocks of the vehicle, encoded as though it stood here (a defect of the maker's). */
    private static final ZoneId ENCODED_IN = ZoneId.of("America/Los_Angeles");

    private static final TeslaOptions BUCKLE = TeslaOptions.get("BuckleStatus");

    private final SignalName name;
    private final Kind kind;
    private final double factor;
    private final ZoneId vehicleZone;
    private final @Nullable TeslaOptions options;
    private final Signal[] optionSignals;
    private final Signal unmeasurable;
    private final Signal on;
    private final Signal off;

    FieldSignal(TeslaField field, ZoneId vehicleZone) {
        this.name = SignalName.of(field.key(), unit(field));
        this.kind = field.kind();
        this.factor = factor(field);
        this.vehicleZone = vehicleZone;
        this.unmeasurable = new Signal.Unmeasurable(name);
        this.on = new Signal.Flag(name, true);
        this.off = new Signal.Flag(name, false);
        TeslaOptions options = field.options();
        this.options = options;
        this.optionSignals = options == null
                ? new Signal[0]
                : options.names().stream().map(this::optionSignal).toArray(Signal[]::new);
    }

    SignalName name() {
        return name;
    }

    Signal unmeasurable() {
        return unmeasurable;
    }

    Signal flag(boolean value) {
        return value ? on : off;
    }

    @Nullable
    Signal real(double value) {
        return switch (kind) {
            case REAL -> quantity(value);
            case INTEGER, EPOCH ->
                value == Math.rint(value) && Math.abs(value) < 1e15 ? integer((long) value) : quantity(value);
            case FLAG, OPTION, TEXT, PLACE, DOORS, TIRES, TIME, ANY -> new Signal.Quantity(name, value);
        };
    }

    @Nullable
    Signal integer(long value) {
        return switch (kind) {
            case REAL -> quantity((double) value);
            case INTEGER -> name.unit() == Unit.NONE ? new Signal.Count(name, value) : quantity((double) value);
            case EPOCH -> moment(value);
            case OPTION -> options == null ? null : option(options, value);
            case FLAG, TEXT, PLACE, DOORS, TIRES, TIME, ANY -> new Signal.Count(name, value);
        };
    }

    /** An option that came with the number of another set than the field's own is taken by that set's names. */
    Signal option(TeslaOptions set, long number) {
        if (kind == Kind.FLAG && set.equals(BUCKLE)) {
            return number == 1 ? off : number == 2 ? on : unmeasurable;
        }
        if (set.equals(options) && number >= 0 && number < optionSignals.length) {
            return optionSignals[(int) number];
        }
        String label = set.find(number);
        return label == null ? new Signal.Option(name, Long.toString(number)) : optionSignal(label);
    }

    @Nullable
    Signal text(String value) {
        return switch (kind) {
            case REAL -> numeric(TextForms.number(value));
            case INTEGER, EPOCH -> whole(value);
            case FLAG -> flagOf(value);
            case OPTION -> optionOf(value);
            case PLACE -> place(TextForms.place(value));
            case DOORS -> doorsOf(value);
            case TIME -> time(TextForms.time(value));
            case TIRES -> null;
            case TEXT, ANY -> new Signal.Text(name, VinMask.mask(value));
        };
    }

    @Nullable
    Signal place(double latitude, double longitude) {
        return place(TextForms.position(latitude, longitude));
    }

    Signal doors(int bits) {
        return new Signal.Parts(name, Parts.of(bits, Parts.DOORS));
    }

    Signal tires(int bits, boolean semi) {
        return new Signal.Parts(name, Parts.of(bits, semi ? Parts.TIRES_OF_A_SEMI : Parts.TIRES));
    }

    @Nullable
    Signal time(int hour, int minute, int second) {
        boolean real = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return real ? time(LocalTime.of(hour, minute, second)) : null;
    }

    private Signal quantity(double value) {
        return new Signal.Quantity(name, value * factor + 0.0); // no negative zero
    }

    private @Nullable Signal numeric(double value) {
        return Double.isNaN(value) ? null : real(value);
    }

    private @Nullable Signal whole(String text) {
        try {
            return integer(Long.parseLong(text.trim()));
        } catch (NumberFormatException e) {
            return numeric(TextForms.number(text));
        }
    }

    private @Nullable Signal flagOf(String text) {
        Boolean value = TextForms.flag(text);
        if (value != null) {
            return flag(value);
        }
        int buckle = BUCKLE.numberOf(text);
        return buckle >= 0 && text.startsWith(BUCKLE.stem()) ? option(BUCKLE, buckle) : null;
    }

    private @Nullable Signal optionOf(String text) {
        if (text.isBlank() || options == null) {
            return null;
        }
        int number = options.numberOf(text);
        return number >= 0 ? optionSignals[number] : new Signal.Option(name, VinMask.mask(text));
    }

    private Signal optionSignal(String label) {
        // "Signal not available" and "invalid" are how some sets say what the invalid member says for all.
        return label.equals("SNA") || label.equals("Invalid") ? unmeasurable : new Signal.Option(name, label);
    }

    private @Nullable Signal doorsOf(String text) {
        int bits = Parts.doors(text);
        return bits < 0 ? null : doors(bits);
    }

    private @Nullable Signal place(@Nullable Position position) {
        return position == null ? null : new Signal.Place(name, position);
    }

    private @Nullable Signal time(@Nullable LocalTime time) {
        return time == null ? null : new Signal.TimeOfDay(name, time);
    }

    private @Nullable Signal moment(long epochSeconds) {
        try {
            return new Signal.Moment(
                    name,
                    Instant.ofEpochSecond(epochSeconds)
                            .atZone(ENCODED_IN)
                            .toLocalDateTime()
                            .atZone(vehicleZone)
                            .toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Unit unit(TeslaField field) {
        return switch (field.unit()) {
            case "mph" -> Unit.METRE_PER_SECOND;
            case "mi" -> Unit.METRE_AS_KILOMETRE;
            case "m" -> Unit.METRE;
            case "V" -> Unit.VOLT;
            case "A" -> Unit.AMPERE;
            case "%" -> Unit.PERCENT;
            case "degC" -> Unit.CELSIUS;
            case "deg" -> Unit.DEGREE;
            case "bar" -> Unit.PASCAL;
            case "kWh" -> Unit.JOULE;
            case "kW" -> Unit.WATT;
            case "h", "min", "ms" -> Unit.SECOND;
            case "m/s2" -> Unit.METRE_PER_SECOND_SQUARED;
            case "-" -> Unit.NONE;
            default -> throw new IllegalStateException("field table has an unknown unit " + field.unit());
        };
    }

    /** From the vehicle's unit to the one kept. Mile of 1959: 1,609.344 m. */
    private static double factor(TeslaField field) {
        if (field.name().equals("PackCurrent")) {
            // The vehicle counts current into the battery positive (58 A while a fast charge raises the pack voltage:
            // seen by users of the reference server); the domain counts current out of it.
            return -1;
        }
        return switch (field.unit()) {
            case "mph" -> 0.44704;
            case "mi" -> 1_609.344;
            case "bar" -> 1e5;
            case "kWh" -> 3.6e6;
            case "kW" -> 1e3;
            case "h" -> 3_600;
            case "min" -> 60;
            case "ms" -> 1e-3;
            default -> 1;
        };
    }
}
