package io.fleetport.aws.kinesis;

import io.fleetport.application.contract.TelemetryStreamContract;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.TelemetryStream;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class KinesisTelemetryStreamTest implements TelemetryStreamContract {

    private static KinesisRig rig;
    private String name;
    private KinesisStream stream;

    @BeforeAll
    static void start() {
        rig = new KinesisRig();
    }

    @AfterAll
    static void end() {
        if (rig != null) {
            rig.close();
        }
    }

    @BeforeEach
    void open() {
        name = rig.stream(2);
        stream = rig.open(name);
    }

    @AfterEach
    void close() {
        rig.wire().takeOnly(key -> true);
        stream.close();
    }

    @Override
    public TelemetryStream stream() {
        return stream;
    }

    @Override
    public StreamReader reader() {
        return rig.reader(name);
    }

    @Override
    public void takeOnly(Predicate<String> keys) {
        rig.wire().takeOnly(keys);
    }
}
