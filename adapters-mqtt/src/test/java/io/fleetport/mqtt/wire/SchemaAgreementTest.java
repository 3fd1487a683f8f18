package io.fleetport.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, the schemas and the decoder say the same. */
class SchemaAgreementTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("```json\\n(.*?)```|`(\\{\"station_id\".*?})`", Pattern.DOTALL);

    @Test
    void theExamplesOfThePageAreTakenByDecoderAndSchema() throws IOException {
        List<String> examples = examples();

        assertThat(examples).hasSize(7);
        for (String example : examples) {
            ObjectNode message = Said.object(example.replace("…", "5b6a-7c8d-9e0f-112233445566"));
            if (message.has("command")) {
                assertThat(Schemas.complaints("command", message)).isEmpty();
            } else {
                MessageKind kind = kindOf(message);
                assertThat(Schemas.complaints(Schemas.nameOf(kind), message)).isEmpty();
                assertThat(Decoding.content(kind, message.toString())).isInstanceOf(Delivery.StationSaid.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"telemetry", "slots", "events", "status", "command", "command-result"})
    void aSchemaIsOfTheDraftItClaimsAndCanBeMovedWithItsNeighbours(String schema) {
        JsonNode source = Schemas.source(schema);

        assertThat(source.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(source.get("$id").asText()).isEqualTo(schema + ".schema.json");
        assertThat(com.networknt.schema.JsonSchemaFactory.getInstance(
                                com.networknt.schema.SpecVersion.VersionFlag.V202012)
                        .getSchema(com.networknt.schema.SchemaLocation.of(com.networknt.schema.SchemaId.V202012))
                        .validate(source))
                .isEmpty();
    }

    @Test
    void whatASchemaCannotSayTheDecoderDoes() {
        ObjectNode otherStation = Said.telemetry().put("station_id", "S-2");
        ObjectNode slotTwice = Said.slots();
        ((ObjectNode) slotTwice.get("slots").get(1)).put("slot_id", "1");

        assertThat(Schemas.complaints("telemetry", otherStation)).isEmpty();
        assertThat(Decoding.content(MessageKind.TELEMETRY, otherStation.toString()))
                .isInstanceOf(Delivery.Unusable.class);
        assertThat(Schemas.complaints("slots", slotTwice)).isEmpty();
        assertThat(Decoding.content(MessageKind.SLOTS, slotTwice.toString())).isInstanceOf(Delivery.Unusable.class);
        for (String half : List.of("\\ud834", "\\udd1e", "\\udd1e\\ud834")) {
            assertThat(Decoding.wrong(
                            MessageKind.EVENTS,
                            Said.event("swap_aborted").toString().replace("no pack", half)))
                    .isEqualTo("reason must hold no U+0000 and no half of a surrogate pair");
        }
    }

    @Property(tries = 4_000)
    void theyAgreeOnAnyChangedMessage(@ForAll("changed") Tuple.Tuple2<MessageKind, ObjectNode> tried) {
        MessageKind kind = tried.get1();
        ObjectNode message = tried.get2();
        Delivery.Content content = Decoding.content(kind, message.toString());
        // Of a message refused for what no schema can see, the decoder says nothing of the rest.
        Assume.that(!(content instanceof Delivery.Unusable unusable && isBeyondSchemas(unusable)));
        boolean says = content instanceof Delivery.StationSaid;

        assertThat(Schemas.complaints(Schemas.nameOf(kind), message).isEmpty())
                .as("%s: %s %s", content, message, Schemas.complaints(Schemas.nameOf(kind), message))
                .isEqualTo(says);
    }

    /** Another station's id, or a slot or pack listed twice. */
    private static boolean isBeyondSchemas(Delivery.Unusable unusable) {
        return unusable.reason() == DeadLetterReason.WRONG_IDENTITY
                || unusable.detail().contains("another one than those before it");
    }

    @Property(tries = 3_000)
    void noBytesMakeTheDecoderThrow(@ForAll MessageKind kind, @ForAll byte[] bytes) {
        assertThat(Decoding.content(kind, bytes))
                .isInstanceOfSatisfying(Delivery.Unusable.class, unusable -> assertThat(unusable.detail())
                        .isNotBlank());
    }

    @Property(tries = 3_000)
    void noDamageMakesTheDecoderThrow(
            @ForAll("changed") Tuple.Tuple2<MessageKind, ObjectNode> tried, @ForAll int at, @ForAll byte replacement)
            throws JsonProcessingException {
        byte[] bytes = Schemas.JSON.writeValueAsBytes(tried.get2());
        bytes[Math.floorMod(at, bytes.length)] = replacement;

        assertThat(Decoding.content(tried.get1(), bytes)).isNotNull();
    }

    /** Messages with some members exchanged for values of any form. */
    @Provide
    Arbitrary<Tuple.Tuple2<MessageKind, ObjectNode>> changed() {
        return messages().flatMap(message -> changes(message.get2())
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(changes -> {
                    ObjectNode changed = message.get2().deepCopy();
                    changes.forEach(change -> change.in(changed));
                    return Tuple.of(message.get1(), changed);
                }));
    }

    private record Change(List<Object> path, String member, String value) {

        void in(ObjectNode message) {
            JsonNode holder = message;
            for (Object step : path) {
                holder = step instanceof Integer index ? holder.path(index) : holder.path((String) step);
            }
            if (holder instanceof ObjectNode object) {
                if (value.isEmpty()) {
                    object.remove(member);
                } else {
                    object.set(member, Schemas.parse(value));
                }
            }
        }
    }

    private static Arbitrary<Change> changes(ObjectNode message) {
        Arbitrary<List<Object>> path = Arbitraries.of(List.of(
                List.<Object>of(),
                List.<Object>of("slots", 0),
                List.<Object>of("slots", 1),
                List.<Object>of("returned"),
                List.<Object>of("delivered")));
        List<String> members = new ArrayList<>();
        message.fieldNames().forEachRemaining(members::add);
        Stream.of(Member.values()).map(Member::outwardName).forEach(members::add);
        return Combinators.combine(path, Arbitraries.of(members), values()).as(Change::new);
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> fixed = Arbitraries.of(
                "",
                "null",
                "true",
                "{}",
                "[]",
                "\"\"",
                "\"S-1\"",
                "\"1\"",
                "\"empty\"",
                "\"ready\"",
                "\"locked\"",
                "\"offline\"",
                "\"completed\"",
                "\"pack_in\"",
                "\"session_meter\"",
                "\"2026-01-31T08:00:00+01:00\"",
                "{\"pack_id\": \"P\", \"slot_id\": \"1\"}",
                "[{\"slot_id\": \"9\", \"state\": \"empty\"}]",
                "12345678901234567890",
                "-0.0");
        Arbitrary<String> whole = Arbitraries.longs().map(String::valueOf);
        Arbitrary<String> small = Arbitraries.integers().between(-200, 200).map(String::valueOf);
        Arbitrary<String> real = Arbitraries.doubles().between(-1e6, 1e6).map(String::valueOf);
        Arbitrary<String> text =
                Arbitraries.strings().ofMaxLength(70).filter(Texts::canBeKept).map(SchemaAgreementTest::quoted);
        return Arbitraries.oneOf(fixed, whole, small, real, text);
    }

    private static String quoted(String text) {
        return Schemas.JSON.getNodeFactory().textNode(text).toString();
    }

    private static Arbitrary<Tuple.Tuple2<MessageKind, ObjectNode>> messages() {
        List<Tuple.Tuple2<MessageKind, ObjectNode>> all = new ArrayList<>();
        all.add(Tuple.of(MessageKind.TELEMETRY, Said.telemetry()));
        all.add(Tuple.of(MessageKind.SLOTS, Said.slots()));
        all.add(Tuple.of(MessageKind.STATUS, Said.status()));
        all.add(Tuple.of(MessageKind.RESULTS, Said.result()));
        Said.EVENT_TYPES.forEach(type -> all.add(Tuple.of(MessageKind.EVENTS, Said.event(type))));
        return Arbitraries.of(all);
    }

    private static MessageKind kindOf(ObjectNode message) {
        if (message.has("event_id")) {
            return MessageKind.EVENTS;
        }
        if (message.has("online")) {
            return MessageKind.STATUS;
        }
        if (message.has("outcome")) {
            return MessageKind.RESULTS;
        }
        return message.get("slots") instanceof ArrayNode ? MessageKind.SLOTS : MessageKind.TELEMETRY;
    }

    private static List<String> examples() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "stations.md"));
        return EXAMPLE.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }
}
