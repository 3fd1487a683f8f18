package io.fleetport.bootstrap.lambda;

import java.nio.charset.StandardCharsets;

/**
 * A request's path and query as they go into its first line. API Gateway hands a path on with some of its escapes already
 * undone, so what may not stand there (RFC 3986, section 3.3 and 3.4) is escaped again; what is escaped stays as it is.
 */
final class RequestTarget {

    private static final String UNRESERVED_MARKS = "-._~";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";
    private static final String OF_PATHS = UNRESERVED_MARKS + SUB_DELIMITERS + ":@/";
    private static final String OF_QUERIES = OF_PATHS + "?";
    private static final String HEX = "0123456789ABCDEF";

    private RequestTarget() {}

    /** @param query without its question mark; empty for none */
    static String of(String path, String query) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        return escaped(rooted, OF_PATHS) + (query.isEmpty() ? "" : "?" + escaped(query, OF_QUERIES));
    }

    private static String escaped(String text, String allowed) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            if (isLetterOrDigit(c) || allowed.indexOf(c) >= 0 || isEscape(bytes, i)) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return escaped.toString();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%' && at + 2 < bytes.length && isHex(bytes[at + 1]) && isHex(bytes[at + 2]);
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
