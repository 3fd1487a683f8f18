package io.fleetport.application.stream;

import io.fleetport.application.encoding.DeliveryEncoding;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a message that traces could be told where nobody looks on: the way into the stream as it is, and as it would be
 * if it knew nothing of traces. See docs/benchmarks.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SwitchedOffTracing {

    private static final int MESSAGES = 100;
    private static final TelemetryStream.Limits LIMITS = new TelemetryStream.Limits(1 << 20, 500, 5 << 20);

    private List<Delivery> messages;
    private LaneQueue.Taken taken;

    @Setup
    public void fill() throws InterruptedException {
        Instant noon = Instant.parse("2026-05-04T12:00:00Z");
        List<Signal> twenty = IntStream.range(0, 20)
                .<Signal>mapToObj(number -> new Signal.Quantity(SignalName.of("value_" + number, Unit.NONE), number))
                .toList();
        StreamedFleet fleet = new StreamedFleet(1);
        LaneQueue queue = new LaneQueue(MESSAGES, 1 << 20);
        for (int i = 0; i < MESSAGES; i++) {
            queue.offer(fleet.said(0, i)
                    .with(new Delivery.Said(noon.plusSeconds(i), twenty))
                    .withRaw(new byte[300]));
        }
        taken = queue.take(1, Duration.ZERO, Duration.ZERO).getFirst();
        messages = taken.deliveries();
    }

    /** Put together for the stream, as a lane does it. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Object packed() {
        return Parcel.of(taken, LIMITS, Tracing.OFF);
    }

    /** The same without a look at traces. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Object packedWithoutALook() {
        DeliveryEncoding.Writer writer =
                new DeliveryEncoding.Writer(taken.line().subject(), 1 << 20);
        for (Delivery message : messages) {
            writer.add(message);
        }
        return writer.toByteArray();
    }

    /** What a commit asks. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Object stored() {
        return Tracing.OFF.store(messages);
    }
}
