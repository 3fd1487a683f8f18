package io.fleetport.mqtt.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationMessage.Answer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Makes messages of the JSON that stations publish, or says what is wrong with it: never more than a piece of a value, and
 * never a VIN. Members without a meaning are passed over; one with a meaning that is named twice is refused. Safe to use
 * from many threads.
 */
public final class StationDecoder {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 256;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_TEXT = 4_096;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names are anybody's
            .build();

    private static final Map<String, Answer> ANSWERS = Map.of(
            "accepted", Answer.ACCEPTED,
            "completed", Answer.COMPLETED,
            "rejected", Answer.REJECTED,
            "failed", Answer.FAILED,
            "expired", Answer.EXPIRED);

    private final int mostBytes;
    private final EventReader events;

    /** @param mostBytes largest message, 1 or more */
    public StationDecoder(int mostBytes, Pseudonyms pseudonyms) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes must be 1 or more but is " + mostBytes);
        }
        this.mostBytes = mostBytes;
        this.events = new EventReader(new Vehicles(pseudonyms));
    }

    /**
     * What a message says, or why it cannot be used: too large, undecodable, or of another station than its sender.
     *
     * @param receivedAt when it was so, for a presence that does not say it
     * @throws PortUnavailable when a vehicle's pseudonym cannot be had now
     */
    public Delivery.Content decode(MessageKind kind, StationKey sender, byte[] payload, Instant receivedAt) {
        if (payload.length > mostBytes) {
            return new Delivery.Unusable(
                    DeadLetterReason.TOO_LARGE,
                    "the message has " + payload.length + " bytes, at most " + mostBytes + " are taken");
        }
        try {
            Members members = members(payload);
            String station = members.station();
            if (!station.equals(sender.station().value())) {
                return otherStation(station);
            }
            return new Delivery.StationSaid(message(kind, members, sender, receivedAt));
        } catch (MalformedMessage e) {
            return new Delivery.Unusable(DeadLetterReason.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }

    private StationMessage message(MessageKind kind, Members in, StationKey sender, Instant receivedAt)
            throws MalformedMessage {
        return switch (kind) {
            case TELEMETRY -> TelemetryReader.read(in);
            case SLOTS -> SlotsReader.read(in);
            case EVENTS -> events.read(in, sender.organization());
            case STATUS -> presence(in, receivedAt);
            case RESULTS ->
                new StationMessage.Answered(
                        in.time(Member.TIMESTAMP),
                        in.uuid(Member.COMMAND_ID),
                        in.choice(Member.OUTCOME, ANSWERS),
                        EventReader.prose(in, Member.DETAIL));
        };
    }

    /** As of our clock: a last will was written when its connection began, and says nothing of when that ended. */
    private static StationMessage presence(Members in, Instant receivedAt) throws MalformedMessage {
        boolean online = in.flag(Member.ONLINE);
        in.timeOrNull(Member.TIMESTAMP);
        return new StationMessage.Presence(receivedAt.truncatedTo(ChronoUnit.MICROS), online);
    }

    private static Delivery.Content otherStation(String named) {
        return Texts.isStation(named)
                ? new Delivery.Unusable(
                        DeadLetterReason.WRONG_IDENTITY,
                        "station_id is " + Shown.of(named) + ", which is not the station of the topic")
                : new Delivery.Unusable(
                        DeadLetterReason.UNDECODABLE,
                        "station_id must be " + Form.STATION.words() + " but is " + Shown.of(named));
    }

    private static Members members(byte[] payload) throws MalformedMessage {
        int wrong = Utf8.firstWrong(payload);
        if (wrong >= 0) {
            throw new MalformedMessage("the message is not UTF-8 text from byte " + wrong + " on");
        }
        try (JsonParser in = JSON.createParser(payload)) {
            return members(in);
        } catch (IOException e) {
            // The parser's own words would show what was sent.
            throw new MalformedMessage("the message is not JSON");
        }
    }

    private static Members members(JsonParser in) throws IOException, MalformedMessage {
        try {
            JsonToken first = in.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedMessage(
                        first == null ? "the message is empty" : "the message must be a JSON object");
            }
            Members members = ObjectReader.read(in);
            if (in.nextToken() != null) {
                throw new MalformedMessage("the message must be one JSON object, but something follows it");
            }
            return members;
        } catch (StreamConstraintsException e) {
            throw new MalformedMessage(place(in) + " is too long or nested too deep: at most " + DEEPEST
                    + " levels, numbers of " + LONGEST_NUMBER + ", names of " + LONGEST_NAME + " and texts of "
                    + LONGEST_TEXT + " characters are taken");
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw new MalformedMessage(
                    at < 0 ? "the message is not JSON" : "the message is not JSON: it makes no sense at byte " + at);
        }
    }

    /** Names of members without a meaning are anybody's text. */
    private static String place(JsonParser in) throws IOException {
        String name = in.currentName();
        return name != null && Member.find(name) != null ? name : "a member";
    }
}
