package io.fleetport.tesla.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service says became of the readings of one request.
 *
 * @param refusals the reason of each refused reading
 */
record PostOutcome(long accepted, long duplicates, List<String> refusals) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads the answer to a request.
     *
     * @throws IOException when it is not of the agreed form
     */
    static PostOutcome parse(byte[] body) throws IOException {
        long accepted = -1;
        long duplicates = 0;
        long refused = 0;
        List<String> refusals = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "accepted" -> accepted = json.getLongValue();
                    case "duplicates" -> duplicates = json.getLongValue();
                    case "refused" -> refused = json.getLongValue();
                    case "outcomes" -> readRefusals(json, refusals);
                    default -> json.skipChildren();
                }
            }
        }
        require(accepted >= 0);
        while (refusals.size() < refused) {
            refusals.add("no reason given");
        }
        return new PostOutcome(accepted, duplicates, List.copyOf(refusals));
    }

    private static void readRefusals(JsonParser json, List<String> refusals) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String outcome = "";
            String reason = "no reason given";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "outcome" -> outcome = json.getValueAsString("");
                    case "reason" -> reason = json.getValueAsString(reason);
                    default -> json.skipChildren();
                }
            }
            if (outcome.equals("refused")) {
                refusals.add(reason);
            }
        }
    }

    private static void require(boolean asAgreed) throws IOException {
        if (!asAgreed) {
            throw new IOException("the answer is not of the agreed form");
        }
    }
}
