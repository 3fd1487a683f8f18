package io.fleetport.bootstrap.http;

import io.fleetport.application.fleet.WantedSignals;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.domain.vehicle.VehicleState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signals as the API shows them: in the unit their outward name ends in. */
final class OutwardValues {

    /** Decimals shown. Of a kilometre it is a millimetre; more is noise of turning SI units into others. */
    private static final int DECIMALS = 6;

    private OutwardValues() {}

    /** Null when the vehicle could not measure it. */
    static @Nullable Object of(Signal signal) {
        return switch (signal) {
            case Signal.Quantity quantity -> rounded(quantity.name().unit().outward(quantity.value()));
            case Signal.Count count -> count.value();
            case Signal.Flag flag -> flag.on();
            case Signal.Option option -> option.value();
            case Signal.Text text -> text.value();
            case Signal.Place place -> Place.of(place.position());
            case Signal.Moment moment -> moment.at().toString();
            case Signal.TimeOfDay time -> time.time().toString();
            case Signal.Parts parts -> parts.which();
            case Signal.Alarm alarm -> alarm(alarm);
            case Signal.Connection connection -> connection(connection);
            case Signal.Unmeasurable nothing -> null;
            case Signal.Unrecognised unknown -> Base64.getEncoder().encodeToString(unknown.raw());
        };
    }

    /** Outward name to value, in the order given. */
    static Map<String, @Nullable Object> of(List<Signal> signals) {
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(signals.size());
        for (Signal signal : signals) {
            values.put(WantedSignals.outwardName(signal), of(signal));
        }
        return values;
    }

    /** The unit shown; null for what has none. */
    static @Nullable String unit(Signal signal) {
        Unit unit = signal.name().unit();
        return signal instanceof Signal.Place || unit.suffix().isEmpty() ? null : unit.suffix();
    }

    /** The latest number of that name in the unit shown; null when unknown or unmeasurable. */
    static @Nullable Double number(VehicleState state, SignalName name) {
        Signal signal = state.find(name).map(Observation::signal).orElse(null);
        if (signal instanceof Signal.Quantity quantity) {
            return rounded(name.unit().outward(quantity.value()));
        }
        return signal instanceof Signal.Count count ? Double.valueOf((double) count.value()) : null;
    }

    /** {@code closed_by_rule} */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    /** Null for what JSON cannot hold. */
    static @Nullable Double rounded(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return null;
        }
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static Map<String, @Nullable Object> alarm(Signal.Alarm alarm) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("audiences", alarm.audiences());
        shown.put(
                "started_at",
                alarm.startedAt() == null ? null : alarm.startedAt().toString());
        shown.put("ended_at", alarm.endedAt() == null ? null : alarm.endedAt().toString());
        shown.put("detail", alarm.detail());
        return shown;
    }

    private static Map<String, @Nullable Object> connection(Signal.Connection connection) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("open", connection.open());
        shown.put("network_interface", connection.networkInterface());
        return shown;
    }
}
