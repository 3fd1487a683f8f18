package io.fleetport.aws.kinesis;

import static io.fleetport.aws.kinesis.KinesisRig.publish;
import static io.fleetport.aws.kinesis.KinesisRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.stream.StreamedFleet;
import io.fleetport.application.telemetry.TelemetryIngestion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** A reader whose place, lease or time is taken from it, while it reads. Nothing is lost and nothing doubled. */
class KinesisReaderFaultsTest {

    private static final int CARS = 20;
    private static final int ROUNDS = 20;
    private static final int HOUR_SECONDS = 3_600;
    private static final String SOMEBODY = "somebody who does not read";

    private static KinesisRig rig;

    private final StreamedFleet fleet = new StreamedFleet(CARS);

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

    @AfterEach
    void nothingIsDoubled() {
        assertThat(fleet.acknowledged()).isEqualTo(3 * ROUNDS * CARS);
        for (int car = 0; car < CARS; car++) {
            assertThat(fleet.readings(car)).hasSize(3 * ROUNDS).doesNotHaveDuplicates();
        }
    }

    @Test
    void anIteratorThatHasExpiredIsAskedForAnew() {
        int before = rig.wire().expired();
        throughAll(rig.stream(2), () -> rig.wire().expireIterators(5), () -> {});

        assertThat(rig.wire().expired()).isEqualTo(before + 5);
    }

    @Test
    void aLeaseThatSomebodyElseGotIsLetGoAndComesBackWhenItsOwnerIsSilent() {
        String name = rig.stream(2);
        List<String> shards = rig.shards(name).stream().map(Shard::shardId).toList();
        Runnable give = () -> shards.forEach(shard -> {
            assertThat(rig.dynamo().owner(name, shard)).isPresent();
            rig.dynamo().giveLease(name, shard, SOMEBODY);
        });
        Runnable getBack = () -> shards.forEach(shard -> soon().untilAsserted(() ->
                assertThat(rig.dynamo().owner(name, shard)).isPresent().isNotEqualTo(Optional.of(SOMEBODY))));

        throughAll(name, give, getBack);
    }

    @Test
    @ResourceLock("the offset of the SDK's clock, which all clients of the process begin with")
    void aClockThatIsAnHourWrongIsSetRightByTheFirstAnswer() {
        String name = rig.stream(2);
        SdkGlobalTime.setGlobalTimeOffset(HOUR_SECONDS);
        try {
            rig.wire().lookAtTimes(true);
            throughAll(name, () -> {}, () -> {});
        } finally {
            rig.wire().lookAtTimes(false);
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
        assertThat(rig.wire().refusedForTheirTime()).isPositive();
    }

    /** A third is put and read; then it happens, and another third comes; when it is over, the last. */
    private void throughAll(String name, Runnable happens, Runnable isOver) {
        try (KinesisStream stream = rig.open(name)) {
            publish(stream, fleet, 0, ROUNDS);
            TelemetryIngestion intake = fleet.intake();
            try (intake;
                    StreamReader.Reading reading = rig.reader(name).read(fleet.consumption(intake))) {
                soon().untilAsserted(() -> assertThat(fleet.stored()).isEqualTo(ROUNDS * CARS));
                happens.run();
                publish(stream, fleet, ROUNDS, 2 * ROUNDS);
                soon().untilAsserted(() -> assertThat(fleet.stored()).isEqualTo(2 * ROUNDS * CARS));
                isOver.run();
                publish(stream, fleet, 2 * ROUNDS, 3 * ROUNDS);
                soon().untilAsserted(() -> assertThat(fleet.stored()).isEqualTo(3 * ROUNDS * CARS));
            }
        }
    }
}
