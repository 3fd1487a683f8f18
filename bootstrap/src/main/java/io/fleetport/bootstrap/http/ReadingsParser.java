package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.DeliverReadings.Illegible;
import io.fleetport.application.port.in.DeliverReadings.Submitted;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a request body apart into readings, each with its own bytes. What is no reading stays in its place as
 * {@link Illegible}; only a body whose readings cannot be told apart is refused as a whole. Safe to use from many threads.
 */
@Context
final class ReadingsParser {

    private final ReadingReader reader = new ReadingReader(new SignalNames());
    private final int mostReadings;
    private final JsonFactory json;

    ReadingsParser(HttpSettings settings) {
        this.mostReadings = settings.mostReadings();
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(settings.mostDepth())
                        .build())
                .build();
    }

    /** More readings than allowed. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany(int most) {
            super("at most " + most + " readings fit one request");
        }
    }

    /** Not JSON, or not an array. */
    static final class NotReadings extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReadings(String message) {
            super(message);
        }
    }

    /** A JSON array of readings, or a single one. */
    List<Submitted> array(byte[] body) {
        List<Submitted> readings = new ArrayList<>();
        try (JsonParser json = this.json.createParser(body)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readings.add(next(json, body));
            } else if (first == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    add(readings, next(json, body));
                }
            } else {
                throw new NotReadings("the body must be a JSON array of readings");
            }
            if (json.nextToken() != null) {
                throw new NotReadings("something follows the readings");
            }
            return readings;
        } catch (JsonParseException | StreamConstraintsException e) {
            throw new NotReadings("the body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** One JSON object a line; empty lines are skipped. */
    List<Submitted> lines(byte[] body) {
        List<Submitted> readings = new ArrayList<>();
        int begin = 0;
        while (begin < body.length) {
            int end = begin;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            byte[] line = Arrays.copyOfRange(body, begin, end);
            if (!isBlank(line)) {
                add(readings, line(line));
            }
            begin = end + 1;
        }
        return readings;
    }

    private Submitted line(byte[] line) {
        try (JsonParser json = this.json.createParser(line)) {
            json.nextToken();
            Submitted reading = next(json, line);
            return json.nextToken() == null
                    ? reading
                    : new Illegible(DeadLetterReason.UNDECODABLE, "the line holds more than one JSON value", line);
        } catch (JsonParseException | StreamConstraintsException e) {
            return new Illegible(DeadLetterReason.UNDECODABLE, "the line is no JSON: " + e.getOriginalMessage(), line);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** The value the parser stands on, read to its end. */
    private Submitted next(JsonParser json, byte[] body) throws IOException {
        if (json.currentToken() == null) {
            throw new NotReadings("the body ends too early");
        }
        int begin = (int) json.currentTokenLocation().getByteOffset();
        ReadingReader.Result result = reader.read(json);
        byte[] raw =
                Arrays.copyOfRange(body, begin, (int) json.currentLocation().getByteOffset());
        return result.with(raw);
    }

    private void add(List<Submitted> readings, Submitted reading) {
        if (readings.size() == mostReadings) {
            throw new TooMany(mostReadings);
        }
        readings.add(reading);
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
