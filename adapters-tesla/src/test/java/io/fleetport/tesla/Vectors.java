package io.fleetport.tesla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Recorded vectors of the wire formats; see {@code vectors/README.md}. */
public final class Vectors {

    public static final String VIN = "5YJ3E1EA7JF000001";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    public static JsonNode read(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name + ".json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<JsonNode> list(String name, String list) {
        return StreamSupport.stream(read(name).get(list).spliterator(), false);
    }

    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    public static byte[] json(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
