package io.fleetport.tesla.record;

import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.tesla.wire.TeslaField;
import io.fleetport.tesla.wire.TeslaOptions;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** All fields by number. The state of charge is Soc, the usable charge; BatteryLevel, what the screen shows, stays beside it. */
final class FieldSignals {

    /** Numbers above this share one name: names live as long as the process, and a sender must not be able to fill it. */
    private static final int GREATEST_NAMED = 9_999;

    private static final SignalName BEYOND = SignalName.of("tesla_field_beyond", Unit.NONE);
    private static final SignalNames NEWER = new SignalNames("tesla_field_");
    private static final @Nullable TeslaOptions[] BY_MEMBER = byMember();

    static {
        // Signal names belong to the first who asks; the domain's carry plausible ranges and must be first.
        if (!Signals.SPEED.isPlausible(0)) {
            throw new IllegalStateException("a standing vehicle must be plausible");
        }
    }

    private final FieldSignal[] byNumber;

    FieldSignals(ZoneId vehicleZone) {
        byNumber = TeslaField.all().stream()
                .map(field -> new FieldSignal(field, vehicleZone))
                .toArray(FieldSignal[]::new);
    }

    int size() {
        return byNumber.length;
    }

    /** Null for a number newer than the table, and for 0, which is no field. */
    @Nullable
    FieldSignal find(int number) {
        return number > 0 && number < byNumber.length ? byNumber[number] : null;
    }

    /** The name of a field we do not know. */
    static SignalName unknown(int number) {
        return isBeyondNames(number) ? BEYOND : SignalName.of("tesla_field_" + number, Unit.NONE);
    }

    /** Whether the number has no name of its own. */
    static boolean isBeyondNames(int number) {
        return number < 0 || number > GREATEST_NAMED;
    }

    /** The name of a field we do not know, from a sender that knows its name. */
    static SignalName unknown(String name) {
        return NEWER.of(name);
    }

    /** The options a member of Value stands for, null when it is no option. */
    static @Nullable TeslaOptions options(int valueMember) {
        return valueMember < BY_MEMBER.length ? BY_MEMBER[valueMember] : null;
    }

    private static @Nullable TeslaOptions[] byMember() {
        @Nullable TeslaOptions[] byMember = new TeslaOptions[64];
        for (TeslaOptions options : TeslaOptions.all()) {
            byMember[options.valueMember()] = options;
        }
        return byMember;
    }
}
