package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.DeliverReadings.Illegible;
import io.fleetport.application.port.in.DeliverReadings.Legible;
import io.fleetport.application.port.in.DeliverReadings.Submitted;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one reading from its JSON object. Safe to use from many threads. */
final class ReadingReader {

    /** Longest text of a signal; what is longer is no signal. */
    private static final int LONGEST_TEXT = 1_000;

    /** Longest outside name of a vehicle. */
    private static final int LONGEST_NAME = 128;

    /** Most signals of one reading; Tesla's cars have about 250. */
    private static final int MOST_SIGNALS = 500;

    private final SignalNames names;
    private final boolean archived;

    ReadingReader(SignalNames names) {
        this(names, false);
    }

    /** @param archived for readings of the archive: a member that was called by a VIN is called by none there, and was never kept */
    ReadingReader(SignalNames names, boolean archived) {
        this.names = names;
        this.archived = archived;
    }

    /** A reading still without its bytes: {@code wrong} says why it is none. */
    record Result(
            @Nullable String vehicle,
            @Nullable Instant observedAt,
            List<Signal> signals,
            @Nullable String wrong) {

        Submitted with(byte[] raw) {
            return vehicle != null && observedAt != null && wrong == null
                    ? new Legible(vehicle, observedAt, signals, raw)
                    : new Illegible(DeadLetterReason.UNDECODABLE, wrong == null ? "incomplete" : wrong, raw);
        }
    }

    /** Reads the value the parser stands on to its end, whatever is in it. */
    Result read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return new Result(null, null, List.of(), "a reading must be a JSON object");
        }
        Draft draft = new Draft();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            if (archived && VinMask.isMasked(member)) {
                json.skipChildren();
            } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                json.skipChildren();
                draft.complain(member + " must be a number, true, false, a text or null");
            } else if (draft.wrong == null) {
                try {
                    draft.member(member, value, json);
                } catch (SignalNames.Unfit | DateTimeException e) {
                    draft.complain(String.valueOf(e.getMessage()));
                }
            }
        }
        return draft.result();
    }

    private final class Draft {
        private @Nullable String vehicle;
        private @Nullable Instant observedAt;
        private @Nullable String latitudeAs;
        private @Nullable Double latitude;
        private @Nullable String longitudeAs;
        private @Nullable Double longitude;
        private final Map<SignalName, Signal> signals = new LinkedHashMap<>();
        private @Nullable String wrong;

        void complain(String what) {
            if (wrong == null) {
                wrong = what;
            }
        }

        void member(String member, JsonToken value, JsonParser json) throws IOException {
            switch (member) {
                case "vehicle_id" -> vehicle = name(member, value, json);
                case "observed_at" -> observedAt = time(value, json);
                case "latitude" -> {
                    latitudeAs = member;
                    latitude = degrees(member, value, json);
                }
                case "longitude" -> {
                    longitudeAs = member;
                    longitude = degrees(member, value, json);
                }
                default -> add(names.signal(member, value, json, LONGEST_TEXT));
            }
        }

        Result result() {
            if (wrong == null && vehicle == null) {
                complain("vehicle_id is missing");
            }
            if (wrong == null && observedAt == null) {
                complain("observed_at is missing");
            }
            if (wrong == null) {
                place();
            }
            if (wrong == null && signals.isEmpty()) {
                complain("a reading needs at least one signal");
            }
            return new Result(vehicle, observedAt, List.copyOf(signals.values()), wrong);
        }

        private void place() {
            if (latitudeAs == null && longitudeAs == null) {
                return;
            }
            if (latitudeAs == null || longitudeAs == null || (latitude == null) != (longitude == null)) {
                complain("latitude and longitude only make sense together");
            } else if (latitude == null || longitude == null) {
                add(new Signal.Unmeasurable(Signals.POSITION));
            } else {
                try {
                    add(new Signal.Place(Signals.POSITION, new Position(latitude, longitude)));
                } catch (IllegalArgumentException e) {
                    complain(String.valueOf(e.getMessage()));
                }
            }
        }

        private void add(Signal signal) {
            if (signals.size() == MOST_SIGNALS) {
                complain("a reading has at most " + MOST_SIGNALS + " signals");
            } else if (signals.putIfAbsent(signal.name(), signal) != null) {
                complain(signal.name().outwardName() + " is there twice");
            }
        }
    }

    private static String name(String member, JsonToken value, JsonParser json) throws IOException {
        if (value != JsonToken.VALUE_STRING
                || json.getText().isBlank()
                || json.getText().length() > LONGEST_NAME) {
            throw new SignalNames.Unfit(member + " must be a text of 1 to " + LONGEST_NAME + " characters");
        }
        return json.getText();
    }

    private static Instant time(JsonToken value, JsonParser json) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            try {
                return OffsetDateTime.parse(json.getText()).toInstant();
            } catch (DateTimeException e) {
                throw new SignalNames.Unfit(
                        "observed_at must be a time with its offset, such as 2026-01-31T08:00:00.5Z");
            }
        }
        throw new SignalNames.Unfit("observed_at must be a text");
    }

    private static @Nullable Double degrees(String member, JsonToken value, JsonParser json) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!value.isNumeric()) {
            throw new SignalNames.Unfit(member + " must be a number of degrees or null");
        }
        return json.getDoubleValue();
    }
}
