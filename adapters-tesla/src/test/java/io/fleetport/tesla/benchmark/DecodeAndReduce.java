package io.fleetport.tesla.benchmark;

import io.fleetport.application.encoding.Fingerprint;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.trip.VehicleTimeline;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.domain.vehicle.VehicleState;
import io.fleetport.tesla.record.Decoded;
import io.fleetport.tesla.record.MalformedRecord;
import io.fleetport.tesla.record.TeslaRecords;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.fleetport.tesla.wire.MalformedEnvelope;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import io.fleetport.tesla.wire.TeslaOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

/**
 * What one core does with a vehicle's frames of twenty values: envelope, payload, signals, fingerprint, latest state and
 * trip, without network and store. One drive of an hour at two records a second, driven again and again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class DecodeAndReduce {

    private static final int RECORDS = 7_200;
    private static final String VIN = "5YJ3E1EA0PF000001";
    private static final VehicleId VEHICLE = new VehicleId(new UUID(1, 2));

    private final TeslaRecords records = new TeslaRecords(ZoneOffset.UTC);
    private final InMemoryStores stores = new InMemoryStores();
    private final byte[][] frames = new byte[RECORDS][];
    private int next;
    private VehicleTimeline timeline;
    private VehicleState state;

    @Setup
    public void encode() {
        Instant start = Instant.parse("2026-05-04T08:00:00Z");
        PayloadWriter payload = new PayloadWriter();
        for (int i = 0; i < RECORDS; i++) {
            double along = i / (double) RECORDS;
            payload.reset()
                    .doubleValue(field("VehicleSpeed"), 40 + 20 * Math.sin(along * 50))
                    .locationValue(field("Location"), 52 + along, 5 + along / 2)
                    .doubleValue(field("Odometer"), 12_000 + along * 45)
                    .doubleValue(field("Soc"), 80 - 15 * along)
                    .optionValue(field("Gear"), TeslaOptions.get("ShiftState"), "ShiftStateD")
                    .doubleValue(field("PackVoltage"), 380 - 5 * along)
                    .doubleValue(field("PackCurrent"), -60 * Math.cos(along * 70))
                    .doubleValue(field("GpsHeading"), 360 * along)
                    .doubleValue(field("EnergyRemaining"), 60 - 11 * along)
                    .doubleValue(field("OutsideTemp"), 18.5)
                    .doubleValue(field("InsideTemp"), 21.5)
                    .doubleValue(field("PedalPosition"), 20 + along)
                    .doubleValue(field("TpmsPressureFl"), 2.9)
                    .doubleValue(field("TpmsPressureFr"), 2.9)
                    .doubleValue(field("TpmsPressureRl"), 2.9)
                    .doubleValue(field("TpmsPressureRr"), 2.9)
                    .doubleValue(field("LateralAcceleration"), 0.3)
                    .doubleValue(field("LongitudinalAcceleration"), 0.1)
                    .booleanValue(field("BrakePedal"), i % 9 == 0)
                    .doubleValue(field("ModuleTempMax"), 28.5)
                    .createdAt(start.plusMillis(500L * i))
                    .vin(VIN);
            frames[i] = EnvelopeWriter.stream(Envelope.record(
                    ("78ae54a58800468194dc95-" + (100_000_000 + i)).getBytes(StandardCharsets.US_ASCII),
                    Envelope.TOPIC_VALUES,
                    start.getEpochSecond() + i / 2,
                    VIN,
                    payload.toBytes()));
        }
        begin();
    }

    private static int field(String name) {
        return TeslaField.get(name).number();
    }

    private void begin() {
        next = 0;
        state = VehicleState.empty();
        timeline = VehicleTimeline.open(
                TripRule.DEFAULT, new VehicleKey(new OrganizationId("bench"), VEHICLE), new byte[0]);
    }

    /** The way of one record through the core. */
    @Benchmark
    public VehicleState decodeAndReduce() throws MalformedEnvelope, MalformedRecord {
        if (next == RECORDS) {
            begin();
        }
        Decoded decoded = decode();
        Reading reading =
                new Reading(VEHICLE, decoded.createdAt(), Fingerprint.of(decoded.signals()), decoded.signals());
        timeline.apply(List.of(reading), stores.history(), stores.trips());
        state = state.with(reading);
        return state;
    }

    /** The decoding alone. */
    @Benchmark
    public Decoded decode() throws MalformedEnvelope, MalformedRecord {
        if (next == RECORDS) {
            next = 0;
        }
        Envelope envelope = EnvelopeReader.read(frames[next++]);
        return records.decode(envelope.topic(), envelope.payload(), false);
    }
}
