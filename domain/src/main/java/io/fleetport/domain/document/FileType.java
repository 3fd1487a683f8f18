package io.fleetport.domain.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The types of file whose bytes we can tell: each knows how files of it begin. Signatures are those of the types' own
 * specifications: ISO/IEC 14496-12 ({@code ftyp}) and the MP4 registration authority's brands, the QuickTime File Format
 * specification, ITU-T T.81, the PNG specification, the WebP container specification, ISO 32000.
 */
public enum FileType {
    MP4("video/mp4"),
    QUICKTIME("video/quicktime"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp"),
    PDF("application/pdf"),
    /** Has no signature: it is text that is nothing else we know. */
    CSV("text/csv");

    /** As many leading bytes as are looked at; fewer only when the file has no more. */
    public static final int HEAD_BYTES = 1_024;

    private static final Set<String> MP4_BRANDS = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ",
            "M4VH", "M4VP", "MSNV", "dash", "f4v ", "XAVC");

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final String mediaType;

    FileType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** As {@code Content-Type} has it, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    public static Optional<FileType> find(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst();
    }

    /**
     * Whether a file may be of this type by what it begins with.
     *
     * @param head the first {@value #HEAD_BYTES} bytes, or all
     */
    public boolean fits(byte[] head) {
        return switch (this) {
            case MP4 -> isBox(head) && MP4_BRANDS.contains(ascii(head, 8, 4));
            case QUICKTIME -> isBox(head) && ascii(head, 8, 4).equals("qt  ");
            case JPEG -> head.length >= 3 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8 && head[2] == (byte) 0xff;
            case PNG -> startsWith(head, PNG_SIGNATURE);
            case WEBP -> ascii(head, 0, 4).equals("RIFF") && ascii(head, 8, 4).equals("WEBP");
            case PDF -> ascii(head, 0, 5).equals("%PDF-");
            case CSV -> isText(head) && !isMarkup(head) && !PDF.fits(head);
        };
    }

    private static boolean isBox(byte[] head) {
        return ascii(head, 4, 4).equals("ftyp");
    }

    /** Text that a browser could take for a page or a picture with scripts in it is no table. */
    private static boolean isMarkup(byte[] head) {
        String begin =
                new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").stripLeading();
        return begin.startsWith("<");
    }

    private static boolean isText(byte[] head) {
        for (byte each : head) {
            boolean control = each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r';
            if (control || each == 0x7f) {
                return false;
            }
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(head.length + 1);
        // The last character may have been cut in two.
        return !utf8.decode(ByteBuffer.wrap(head), text, head.length < HEAD_BYTES)
                .isError();
    }

    private static boolean startsWith(byte[] head, byte[] signature) {
        return head.length >= signature.length
                && Arrays.equals(head, 0, signature.length, signature, 0, signature.length);
    }

    /** Empty when the head ends before. */
    private static String ascii(byte[] head, int from, int length) {
        return head.length < from + length ? "" : new String(head, from, length, StandardCharsets.ISO_8859_1);
    }
}
