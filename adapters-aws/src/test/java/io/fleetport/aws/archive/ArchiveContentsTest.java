package io.fleetport.aws.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.ArchiveFiles.DamagedFile;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchiveContentsTest {

    private static final OrganizationId ONE = new OrganizationId("one");
    private static final List<ArchiveForm> FORMS =
            List.of(ArchiveForm.parquet(), ArchiveForm.jsonLines(), ArchiveForm.singleMessages());

    private final List<ArchivedMessage> messages =
            List.of(ArchiveSample.message("one", "2026-03-01T08:00:00.000001Z", "{\"a\":\"first of them\"}"));

    @Test
    void aFileThatWasCutOffIsDamagedInEveryForm() throws Exception {
        for (ArchiveForm form : FORMS) {
            ArchiveFile file =
                    form.files(UUID.randomUUID(), messages, Throttle.NONE).getFirst();
            byte[] whole = bytes(file);
            assertThat(ArchiveContents.read(ONE, file.name(), whole)).hasSize(1);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> ArchiveContents.read(ONE, file.name(), cut))
                        .as(file.name() + " cut at " + cut.length)
                        .isInstanceOf(DamagedFile.class)
                        .hasMessageNotContaining("first of them");
            }
        }
    }

    @Test
    void aFileWithABitTurnedOverIsDamagedOrAsItWas() throws Exception {
        Random random = new Random(7);
        for (ArchiveForm form : FORMS) {
            ArchiveFile file =
                    form.files(UUID.randomUUID(), messages, Throttle.NONE).getFirst();
            byte[] whole = bytes(file);
            for (int i = 0; i < whole.length; i++) {
                byte[] turned = whole.clone();
                turned[i] ^= (byte) (1 << random.nextInt(8));
                try {
                    // What is not under a checksum names columns and sizes, and tells no other message.
                    assertThat(ArchiveContents.read(ONE, file.name(), turned))
                            .allMatch(message -> Arrays.equals(
                                    message.raw(), messages.getFirst().raw()));
                } catch (DamagedFile expected) {
                    assertThat(expected).hasMessageContaining("it is not what its name says");
                }
            }
        }
    }

    @Test
    void whatIsNamedLikeNoFileOfTheArchiveIsNotRead() {
        for (String name : List.of("notes.txt", "20261399T000000.000000Z-tesla-a-0123456789abcdef.json", "x.json")) {
            assertThatThrownBy(() -> ArchiveContents.read(ONE, name, new byte[0]))
                    .isInstanceOf(DamagedFile.class)
                    .hasMessage("no file of the archive is named so");
        }
    }

    private static byte[] bytes(ArchiveFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.content().writeTo(out);
        return out.toByteArray();
    }
}
