package io.fleetport.bootstrap.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The status of an HTTP/1 answer. The body is nobody's business here: it is not read. */
final class AnswerHead {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

    private final InputStream in;
    private int left;

    private AnswerHead(InputStream in, int mostBytes) {
        this.in = in;
        this.left = mostBytes;
    }

    /** What came is no head of an HTTP/1 answer, or too long a one. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Interim answers (1xx) are passed over.
     *
     * @throws Malformed when it is none
     */
    static int statusOf(InputStream in, int mostBytes) throws IOException {
        AnswerHead head = new AnswerHead(new BufferedInputStream(in, 1_024), mostBytes);
        int status = head.status();
        while (status < 200) {
            while (!head.line().isEmpty()) {
                // A header of an interim answer.
            }
            status = head.status();
        }
        return status;
    }

    private int status() throws IOException {
        Matcher line = STATUS_LINE.matcher(line());
        if (!line.matches()) {
            throw new Malformed("the answer does not begin with an HTTP/1 status");
        }
        return Integer.parseInt(line.group(1));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new Malformed("the answer ends inside its head");
            }
            if (--left < 0) {
                throw new Malformed("the head of the answer is too large");
            }
            if (next == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            line.append((char) next);
        }
    }
}
