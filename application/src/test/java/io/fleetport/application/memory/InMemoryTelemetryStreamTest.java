package io.fleetport.application.memory;

import io.fleetport.application.contract.TelemetryStreamContract;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.TelemetryStream;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

class InMemoryTelemetryStreamTest implements TelemetryStreamContract {

    private volatile Predicate<String> taken = key -> true;
    private final InMemoryTelemetryStream stream = new InMemoryTelemetryStream(
            3, new TelemetryStream.Limits(1 << 20, 500, 5 << 20), entry -> taken.test(entry.key()), Clock.systemUTC());

    @Override
    public TelemetryStream stream() {
        return stream;
    }

    @Override
    public StreamReader reader() {
        return stream.reader("test", Duration.ofSeconds(5));
    }

    @Override
    public void takeOnly(Predicate<String> keys) {
        taken = keys;
    }
}
