package io.fleetport.application.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DeliveryEncodingTest {

    private static final VehicleKey CAR = new VehicleKey(new OrganizationId("acme"), new VehicleId(new UUID(1, 2)));

    @Provide
    Arbitrary<List<Delivery>> deliveries() {
        return SomeDeliveries.lists();
    }

    @Property(tries = 500)
    void whatGoesInComesOut(@ForAll("deliveries") List<Delivery> deliveries) {
        byte[] bytes = encoded(deliveries);
        List<Delivery> read = DeliveryEncoding.decode(bytes);
        assertThat(read).hasSameSizeAs(deliveries);
        for (int i = 0; i < read.size(); i++) {
            Delivery one = read.get(i);
            Delivery other = deliveries.get(i);
            assertThat(one.subject()).isEqualTo(other.subject());
            assertThat(one.source()).isEqualTo(other.source());
            assertThat(one.receivedAt()).isEqualTo(other.receivedAt());
            assertThat(one.content()).isEqualTo(other.content());
            assertThat(one.raw()).isEqualTo(other.raw());
            assertThat(one.trace()).isEqualTo(other.trace());
        }
        assertThat(DeliveryEncoding.subjectOf(bytes))
                .isEqualTo(deliveries.getFirst().subject());
    }

    @Property(tries = 200)
    void bytesThatEndEarlyAreRefused(@ForAll("deliveries") List<Delivery> deliveries) {
        byte[] bytes = encoded(deliveries.subList(0, 1));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> DeliveryEncoding.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNewerVersionIsRefusedButStillTellsWhoseItIs() {
        byte[] bytes = encoded(List.of(speed(10)));
        bytes[0] = 3;
        assertThatThrownBy(() -> DeliveryEncoding.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deliveries are of version 3, known are 1 and 2");
        assertThat(DeliveryEncoding.subjectOf(bytes)).isEqualTo(CAR);
    }

    @Test
    void whereNothingIsPartOfATraceTheBytesAreOfTheFirstVersion() {
        Delivery plain = speed(10);
        TraceContext trace = new TraceContext(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0xb7ad6b7169203331L, 1);
        byte[] first = encoded(List.of(plain));
        byte[] second = encoded(List.of(plain.traced(trace), plain));
        assertThat(first[0]).isEqualTo((byte) 1);
        assertThat(second[0]).isEqualTo((byte) 2);
        assertThat(DeliveryEncoding.decode(second))
                .extracting(delivery ->
                        delivery.trace().traceId() + "-" + delivery.trace().stepId())
                .containsExactly(
                        "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                        "00000000000000000000000000000000-0000000000000000");
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        int one = encoded(List.of(speed(10))).length;
        DeliveryEncoding.Writer writer = new DeliveryEncoding.Writer(CAR, one + 5);
        assertThat(writer.add(speed(10))).isTrue();
        assertThat(writer.add(speed(11))).isFalse();
        assertThat(writer.toByteArray()).isEqualTo(encoded(List.of(speed(10))));
    }

    @Test
    void theSettlementStaysWithTheWriter() {
        Delivery delivery = speed(10).settledBy(outcome -> {
            throw new AssertionError("told " + outcome);
        });
        DeliveryEncoding.decode(encoded(List.of(delivery)))
                .getFirst()
                .settlement()
                .settled(Outcome.ACCEPTED);
    }

    private static Delivery speed(double metresPerSecond) {
        Instant at = Instant.parse("2026-05-04T12:00:00.000000001Z");
        return new Delivery(
                CAR,
                "tesla",
                at,
                new Delivery.Said(at, List.of(new Signal.Quantity(Signals.SPEED, metresPerSecond))),
                new byte[] {1, 2, 3},
                outcome -> {});
    }

    private static byte[] encoded(List<Delivery> deliveries) {
        Subject subject = deliveries.getFirst().subject();
        boolean traced =
                deliveries.stream().anyMatch(delivery -> delivery.trace().isTrace());
        DeliveryEncoding.Writer writer = new DeliveryEncoding.Writer(subject, Integer.MAX_VALUE, traced);
        deliveries.forEach(delivery -> assertThat(writer.add(delivery)).isTrue());
        return writer.toByteArray();
    }
}
