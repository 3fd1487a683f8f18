package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a member of a reading into a signal: {@code speed_kmh: 50} into a speed. A member we know nothing of becomes a
 * signal of its own, in the unit its name ends in. Safe to use from many threads.
 */
final class SignalNames {

    /** Names live as long as the process, so a source that makes up a new one each time must be stopped. */
    private static final int MOST_CUSTOM = 10_000;

    private static final Map<String, SignalName> KNOWN = Stream.of(
                    Signals.SPEED,
                    Signals.GPS_SPEED,
                    Signals.ODOMETER,
                    Signals.HEADING,
                    Signals.ALTITUDE,
                    Signals.HDOP,
                    Signals.STATE_OF_CHARGE,
                    Signals.PACK_VOLTAGE,
                    Signals.PACK_CURRENT,
                    Signals.PACK_POWER,
                    Signals.ENERGY_REMAINING,
                    Signals.BATTERY_CAPACITY,
                    Signals.FUEL_RATE,
                    Signals.FUEL_LEVEL,
                    Signals.ENGINE_SPEED)
            .collect(Collectors.toUnmodifiableMap(SignalName::outwardName, name -> name));

    /** What only we may say, or has members of its own. */
    private static final List<String> RESERVED =
            List.of(Signals.POSITION.key(), Signals.OPEN_CONNECTIONS.key(), Signals.CONNECTION.key());

    /** Longest suffix first, so that {@code _kmh} is tried before {@code _h} would be. */
    private static final List<Unit> UNITS = Arrays.stream(Unit.values())
            .filter(unit -> !unit.suffix().isEmpty())
            .sorted(Comparator.comparingInt((Unit unit) -> unit.suffix().length())
                    .reversed())
            .toList();

    private final Map<String, SignalName> custom = new ConcurrentHashMap<>();

    /** The member cannot be a signal. The message says why, to its sender. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    /** @throws Unfit when the member's name or value has no meaning */
    Signal signal(String member, JsonToken value, JsonParser json, int longestText) throws IOException {
        return switch (member) {
            case "gear" -> textual(Signals.GEAR, member, value, json, longestText);
            case "vehicle_name" -> textual(Signals.VEHICLE_NAME, member, value, json, longestText);
            case "ignition" -> flag(value);
            default -> {
                SignalName known = KNOWN.get(member);
                yield known != null ? quantity(known, member, value, json) : custom(member, value, json, longestText);
            }
        };
    }

    private static Signal textual(SignalName name, String member, JsonToken value, JsonParser json, int longestText)
            throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return new Signal.Unmeasurable(name);
        }
        if (value != JsonToken.VALUE_STRING) {
            throw new Unfit(member + " must be a text or null");
        }
        String text = text(member, json, longestText);
        return name.equals(Signals.GEAR) ? new Signal.Option(name, text) : new Signal.Text(name, text);
    }

    private static Signal flag(JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return new Signal.Unmeasurable(Signals.IGNITION);
        }
        if (!value.isBoolean()) {
            throw new Unfit("ignition must be true, false or null");
        }
        return new Signal.Flag(Signals.IGNITION, value == JsonToken.VALUE_TRUE);
    }

    private static Signal quantity(SignalName name, String member, JsonToken value, JsonParser json)
            throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return new Signal.Unmeasurable(name);
        }
        if (!value.isNumeric()) {
            throw new Unfit(member + " must be a number or null");
        }
        return new Signal.Quantity(name, name.unit().inward(json.getDoubleValue()));
    }

    private Signal custom(String member, JsonToken value, JsonParser json, int longestText) throws IOException {
        if (value.isNumeric() || value == JsonToken.VALUE_NULL) {
            Unit unit = unitOf(member);
            String key = unit == Unit.NONE
                    ? member
                    : member.substring(0, member.length() - unit.suffix().length() - 1);
            return quantity(name(member, key, unit), member, value, json);
        }
        SignalName name = name(member, member, Unit.NONE);
        return value.isBoolean()
                ? new Signal.Flag(name, value == JsonToken.VALUE_TRUE)
                : new Signal.Text(name, text(member, json, longestText));
    }

    private SignalName name(String member, String key, Unit unit) {
        SignalName known = custom.get(member);
        if (known != null && known.unit() == unit) {
            return known;
        }
        if (RESERVED.contains(key)) {
            throw new Unfit(member + " cannot be delivered");
        }
        if (custom.size() >= MOST_CUSTOM) {
            throw new Unfit(member + " is one signal name too many");
        }
        SignalName name;
        try {
            name = SignalName.of(key, unit);
        } catch (IllegalArgumentException e) {
            throw new Unfit("a signal is called in lower_snake_case with at most 80 characters");
        }
        if (name.unit() != unit) {
            throw new Unfit(member + " must be given as " + name.outwardName());
        }
        custom.put(member, name);
        return name;
    }

    private static Unit unitOf(String member) {
        for (Unit unit : UNITS) {
            if (member.endsWith("_" + unit.suffix())) {
                return unit;
            }
        }
        return Unit.NONE;
    }

    private static String text(String member, JsonParser json, int longest) throws IOException {
        @Nullable String text = json.getText();
        if (text == null || text.length() > longest) {
            throw new Unfit(member + " must be a text of at most " + longest + " characters");
        }
        return text;
    }
}
