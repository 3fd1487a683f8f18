package io.fleetport.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KinesisReaderSettingsTest {

    @Test
    void aConsumerThatIsPushedToHasANameThatKinesisTakes() {
        assertThat(settings("c".repeat(128), true).fanOut()).isTrue();
        assertThat(settings("c".repeat(129), false).fanOut()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("c".repeat(129), true))
                .withMessageContaining("at most 128 characters with fanOut");
    }

    private static KinesisReaderSettings settings(String consumer, boolean fanOut) {
        return new KinesisReaderSettings(
                "telemetry",
                consumer,
                fanOut,
                KinesisReaderSettings.USUAL_POLL_INTERVAL,
                KinesisReaderSettings.USUAL_POLL_RECORDS,
                KinesisReaderSettings.USUAL_CHECKPOINT_INTERVAL,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }
}
