package io.fleetport.aws.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a browser is told about a file it gets. */
final class FileHeaders {

    private FileHeaders() {}

    /** {@code Content-Disposition} (RFC 6266): to be saved under its name, never shown; in ASCII for old clients too. */
    static String attachment(String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints().forEach(each -> {
            boolean plain = each >= ' ' && each < 0x7f && each != '"' && each != '\\' && each != '%';
            ascii.appendCodePoint(plain ? each : '_');
        });
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
