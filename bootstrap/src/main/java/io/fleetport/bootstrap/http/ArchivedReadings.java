package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fleetport.application.fleet.ReadingDelivery;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import java.io.IOException;

/** Understands readings as they were archived that once were submitted, each alone. Safe to use from many threads. */
public final class ArchivedReadings {

    private static final JsonFactory JSON = new JsonFactory();

    private final ReadingReader reader = new ReadingReader(new SignalNames(), true);

    /** What a reading says. */
    public Delivery.Content decode(byte[] raw) {
        try (JsonParser json = JSON.createParser(raw)) {
            json.nextToken();
            return ReadingDelivery.archived(reader.read(json).with(raw));
        } catch (IOException e) {
            return new Delivery.Unusable(DeadLetterReason.UNDECODABLE, "it is no JSON");
        }
    }
}
