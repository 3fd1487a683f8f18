package io.fleetport.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.aws.dynamodb.DynamoLocal;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KinesisStreamTest {

    private static KinesisRig rig;

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

    @Test
    void aPutThatIsThrottledAsAWholeIsMadeAgainByItself() {
        try (KinesisStream stream = rig.open(rig.stream(1))) {
            int before = rig.wire().throttled();
            rig.wire().throttle(1);
            assertThat(stream.put(List.of(anEntry()))).isEmpty();
            assertThat(rig.wire().throttled()).isEqualTo(before + 1);
        }
    }

    @Test
    void oneThatIsThrottledForLongIsUnavailable() {
        try (KinesisStream stream = rig.open(rig.stream(1))) {
            rig.wire().throttle(100);
            assertThatThrownBy(() -> stream.put(List.of(anEntry())))
                    .isInstanceOf(PortUnavailable.class)
                    .hasMessageContaining("ProvisionedThroughputExceededException");
        } finally {
            rig.wire().throttle(0);
        }
    }

    @Test
    void aStreamThatIsNotThereIsFoundOutAtOnce() {
        assertThatThrownBy(() -> rig.open("no-such-stream"))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("no-such-stream")
                .hasMessageContaining("ResourceNotFoundException");
    }

    @Test
    void aKinesisThatIsAwayMayComeBack() {
        try (KinesisStream stream = KinesisStream.open(
                DynamoLocal.access(URI.create("http://127.0.0.1:1")), "telemetry", KinesisLimits.USUAL)) {
            assertThatThrownBy(() -> stream.put(List.of(anEntry()))).isInstanceOf(PortUnavailable.class);
        }
    }

    private static TelemetryStream.Entry anEntry() {
        return new TelemetryStream.Entry("car", new byte[] {1});
    }
}
