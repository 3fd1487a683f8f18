package io.fleetport.mqtt.benchmark;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.mqtt.wire.MessageKind;
import io.fleetport.mqtt.wire.StationDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one core does with a thousand telemetry messages of about 300 bytes, and with events, without network and store. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class DecodeMessages {

    private static final int MESSAGES = 1_000;
    private static final StationKey SENDER =
            new StationKey(new OrganizationId("bench"), new StationId("station-000042"));
    private static final Instant RECEIVED = Instant.parse("2026-01-31T08:00:00Z");

    private final StationDecoder decoder =
            new StationDecoder(64 << 10, (organization, scheme, name) -> new VehicleId(new UUID(1, name.hashCode())));
    private final byte[][] telemetry = new byte[MESSAGES][];
    private final byte[][] events = new byte[MESSAGES][];
    private int next;

    @Setup
    public void write() {
        for (int i = 0; i < MESSAGES; i++) {
            String time = RECEIVED.plusMillis(5_000L * i + i).toString();
            telemetry[i] = ("{\"station_id\":\"station-000042\",\"timestamp\":\"" + time
                            + "\",\"status\":\"operational\",\"battery_available\":" + i % 30 + ",\"battery_charging\":"
                            + i % 7 + ",\"temperature\":" + (15 + i % 100 / 10.0)
                            + ",\"humidity\":41.5,\"connectors_available\":3,\"connectors_charging\":1,\"power_kw\":"
                            + (i % 500 / 4.0) + ",\"energy_kwh\":" + (123_456.7 + i)
                            + ",\"latitude\":52.3702,\"longitude\":4.8952,\"firmware\":\"1.4.2\"}")
                    .getBytes(StandardCharsets.UTF_8);
            events[i] = ("{\"station_id\":\"station-000042\",\"event_id\":\"e-" + i + "\",\"sequence\":" + (i + 1)
                            + ",\"timestamp\":\"" + time + "\",\"type\":\"swap_completed\",\"swap_id\":\"w-" + i
                            + "\",\"vehicle\":\"van 12\",\"returned\":{\"pack_id\":\"P-03\",\"slot_id\":\"2\",\"soc_percent\":12},"
                            + "\"delivered\":{\"pack_id\":\"P-17\",\"slot_id\":\"1\",\"soc_percent\":97}}")
                    .getBytes(StandardCharsets.UTF_8);
        }
        System.out.println("telemetry has " + telemetry[0].length + " bytes, an event " + events[0].length);
    }

    @Benchmark
    public Delivery.Content telemetry() {
        return decoder.decode(MessageKind.TELEMETRY, SENDER, of(telemetry), RECEIVED);
    }

    @Benchmark
    public Delivery.Content event() {
        return decoder.decode(MessageKind.EVENTS, SENDER, of(events), RECEIVED);
    }

    /** Looking for a VIN where there is none. */
    @Benchmark
    public byte[] mask() {
        return VinMask.mask(of(telemetry));
    }

    private byte[] of(byte[][] messages) {
        next = next + 1 == MESSAGES ? 0 : next + 1;
        return messages[next];
    }
}
