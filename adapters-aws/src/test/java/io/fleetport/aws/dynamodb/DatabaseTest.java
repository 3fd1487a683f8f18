package io.fleetport.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the tables do for all that is kept in them. */
class DatabaseTest {

    private final Database database = DynamoTables.shared();
    private final OrganizationId organization = Sample.anOrganization();

    @Test
    void anItemComesBackAsItWasPut() {
        Item item = Item.at(key("one"))
                .text("name", "Zoë")
                .number("version", 7L)
                .real("share", -0.0)
                .bytes("state", new byte[] {1, -1})
                .instant("at", Sample.NOW)
                .text("nothing", null);

        assertThat(database.write(Write.put(item))).isTrue();

        assertThat(database.get(key("one")).orElseThrow().attributes()).isEqualTo(item.attributes());
        assertThat(database.get(key("other"))).isEmpty();
        assertThat(database.get(key("one")).orElseThrow().real("share")).isEqualTo(-0.0);
    }

    @Test
    void aWriteWhoseConditionDoesNotHoldDoesNothing() {
        Item first = Item.at(key("one")).number("version", 1L);
        Item second = Item.at(key("one")).number("version", 2L);
        assertThat(database.write(Write.put(first).when(Expression.ABSENT))).isTrue();

        assertThat(database.write(Write.put(second).when(Expression.ABSENT))).isFalse();
        assertThat(database.write(Write.put(second).when(Expression.of("{version} = ?", 5))))
                .isFalse();
        assertThat(database.write(Write.update(
                                key("one"), Expression.of("set {version} = {version} + ?, {status} = ?", 1, "open"))
                        .when(Expression.of("{version} = ?", 1).and(Expression.PRESENT))))
                .isTrue();

        assertThat(database.get(key("one")).orElseThrow().number("version")).isEqualTo(2);
        assertThat(database.get(key("one")).orElseThrow().text("status")).isEqualTo("open");
    }

    @Test
    void aTransactionIsAllOrNothingAndNamesWhatWasInTheWay() {
        Write one = Write.put(Item.at(key("one"))).when(Expression.ABSENT);
        Write two = Write.put(Item.at(key("two"))).when(Expression.ABSENT);
        assertThat(database.transact(List.of(two))).isEmpty();

        assertThat(database.transact(List.of(one, two))).containsExactly(two);
        assertThat(database.get(key("one"))).isEmpty();

        assertThat(database.transact(List.of(one, Write.check(key("two"), Expression.PRESENT))))
                .isEmpty();
        assertThat(database.get(key("one"))).isPresent();
    }

    @Test
    void manyItemsAreWrittenAndReadTogether() {
        List<Write> writes = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            keys.add(key(Key.digits(i)));
            writes.add(Write.put(Item.at(keys.getLast()).number("n", i)));
        }
        database.writeAll(writes);
        keys.add(key("missing"));

        assertThat(database.getAll(keys)).hasSize(130);
        assertThat(database.list(Query.of(Table.TENANTS, organization, "some"), 129))
                .extracting(item -> item.number("n"))
                .startsWith(0L, 1L, 2L)
                .hasSize(129);
        assertThat(database.stream(Query.of(Table.TENANTS, organization, "some")
                        .backward()
                        .from(Key.digits(3))
                        .until(Key.digits(6))
                        .pages(1)))
                .extracting(item -> item.number("n"))
                .containsExactly(5L, 4L, 3L);
        database.writeAll(keys.subList(0, 130).stream().map(Write::delete).toList());
        assertThat(database.getAll(keys)).isEmpty();
    }

    @Test
    void anIndexFindsItemsAsTheyAre() {
        String list = Key.join(organization.value(), "list");
        for (String name : List.of("B", "🚗", "A", "\uffee")) {
            database.write(
                    Write.put(Item.at(key(name)).index(Index.GSI1, list, name).text("name", name)));
        }
        database.write(Write.put(Item.at(key("A")).index(Index.GSI1, list, "Z").text("name", "renamed")));

        assertThat(database.list(Query.in(Table.TENANTS, Index.GSI1, list), 10))
                .extracting(item -> item.text("name"))
                .containsExactly("B", "renamed", "\uffee", "🚗");
        assertThat(database.list(Query.in(Table.TENANTS, Index.GSI1, list).from(Key.after("Z")), 10))
                .hasSize(2);
    }

    @Test
    void timesSortAsText() {
        assertThat(Key.time(Instant.EPOCH)).isLessThan(Key.time(Sample.NOW));
        assertThat(Key.bound(Instant.MAX)).isGreaterThan(Key.time(Sample.NOW));
        assertThat(Key.bound(Instant.MIN)).isEqualTo(Key.time(Instant.EPOCH));
        assertThat(Key.bound(Sample.NOW.plusNanos(1))).isEqualTo(Key.time(Sample.NOW.plusNanos(1_000)));
        assertThatThrownBy(() -> Key.time(Instant.EPOCH.minusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tablesThatAreNotAsTheyHaveToBeAreRefusedAllInOneLine() {
        DynamoSettings made = DynamoTables.settings("refused-");
        DynamoSettings looked = new DynamoSettings(made.access(), made.prefix(), false, null);
        assertThatThrownBy(() -> new Database(looked))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("refused-telemetry is not there")
                .hasMessageContaining("refused-tenants is not there");
        new Database(made).close();
        new Database(looked).close();
        DynamoLocal.running().client().deleteTable(request -> request.tableName("refused-stations"));
        DynamoLocal.running().client().createTable(request -> request.tableName("refused-stations")
                .provisionedThroughput(some -> some.readCapacityUnits(1L).writeCapacityUnits(1L))
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build()));

        assertThatThrownBy(() -> new Database(looked))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("refused-stations must have the keys pk and sk")
                .hasMessageContaining("refused-stations must be billed PAY_PER_REQUEST")
                .hasMessageContaining("refused-stations must have its time to live in the attribute expires");
    }

    @Test
    void whoDoesNotAnswerIsUnavailable() {
        DynamoSettings nobody =
                new DynamoSettings(DynamoLocal.access(URI.create("http://127.0.0.1:1")), "any-", false, null);

        assertThatThrownBy(() -> new Database(nobody)).isInstanceOf(PortUnavailable.class);
        assertThat(database.isAlive()).isTrue();
    }

    private Key key(String sk) {
        return Key.of(Table.TENANTS, organization, "some", sk);
    }
}
