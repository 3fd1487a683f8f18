package io.fleetport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileTypeTest {

    /** How files of each type begin. */
    private static final Map<FileType, byte[]> BEGINNINGS = Map.of(
            FileType.MP4, latin("\0\0\0\u0020ftypisom\0\0\u0002\0isomiso2avc1mp41"),
            FileType.QUICKTIME, latin("\0\0\0\u0014ftypqt  \0\0\u0002\0qt  "),
            FileType.JPEG, latin("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0"),
            FileType.PNG, latin("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
            FileType.WEBP, latin("RIFF\u0024\0\0\0WEBPVP8 "),
            FileType.PDF, latin("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n"),
            FileType.CSV, "zeit;ort\r\n2026-01-31;Köln\r\n".getBytes(StandardCharsets.UTF_8));

    @Test
    void eachTypeKnowsItsOwnAndNoOther() {
        BEGINNINGS.forEach((type, head) -> {
            for (FileType asked : FileType.values()) {
                assertThat(asked.fits(head)).as(asked + " of " + type).isEqualTo(asked == type);
            }
        });
        assertThat(BEGINNINGS).containsOnlyKeys(FileType.values());
    }

    @Test
    void aFileThatEndsBeforeItsSignatureIsOfNoType() {
        BEGINNINGS.forEach((type, head) -> {
            if (type != FileType.CSV) {
                assertThat(type.fits(Arrays.copyOf(head, 2)))
                        .as(type.toString())
                        .isFalse();
                assertThat(type.fits(new byte[0])).as(type.toString()).isFalse();
            }
        });
    }

    @Test
    void aStillPictureInTheContainerOfAFilmIsNoFilm() {
        assertThat(FileType.MP4.fits(latin("\0\0\0\u0018ftypheic\0\0\0\0mif1heic")))
                .isFalse();
    }

    @Test
    void markupAndProgramsAreNoTable() {
        for (String text : new String[] {
            "<html><body>",
            "\ufeff  <svg onload=alert(1)>",
            "<?xml version=\"1.0\"?>",
            "MZ\0\u0003",
            "\u001b[2J",
            "%PDF-1.4 a"
        }) {
            assertThat(FileType.CSV.fits(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isFalse();
        }
        assertThat(FileType.CSV.fits(latin("caf\u00e9;1\n"))).as("Latin-1").isFalse();
    }

    @Test
    void aCharacterThatTheHeadCutsInTwoIsText() {
        byte[] head = new byte[FileType.HEAD_BYTES];
        Arrays.fill(head, (byte) 'a');
        head[head.length - 1] = (byte) 0xc3;
        assertThat(FileType.CSV.fits(head)).isTrue();
        assertThat(FileType.CSV.fits(Arrays.copyOfRange(head, 1, head.length))).isFalse();
    }

    @Test
    void aTypeIsFoundByItsNameOnly() {
        assertThat(FileType.find("video/mp4")).contains(FileType.MP4);
        assertThat(FileType.find("text/html")).isEmpty();
        assertThat(FileType.find("text/csv; charset=utf-8")).isEmpty();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
