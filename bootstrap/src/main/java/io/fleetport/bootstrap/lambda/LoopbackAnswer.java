package io.fleetport.bootstrap.lambda;

import io.fleetport.bootstrap.http.ProblemType;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered.
 *
 * @param headers in their order, a name as often as it came
 * @param body as it came, compressed or not
 */
record LoopbackAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    /**
     * A response of a function, as JSON ("Lambda quotas": invocation payload, 6 MB synchronous). The service counts exactly
     * so many bytes.
     */
    static final int MOST_BYTES = 6_291_556;

    private static final String EVENTS = "text/event-stream";

    LoopbackAnswer {
        headers = List.copyOf(headers);
    }

    /** An answer of which some has come. Used by one thread. */
    static final class Gathering {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private @Nullable HttpResponse head;
        private boolean whole;

        /** @throws Unanswerable when it is one that a function cannot give */
        void add(Object piece) throws IOException, Unanswerable {
            if (piece instanceof HttpObject part && part.decoderResult().isFailure()) {
                throw new IOException(
                        "the answer is malformed", part.decoderResult().cause());
            }
            if (piece instanceof HttpResponse begun) {
                begin(begun);
            }
            if (head != null && piece instanceof HttpContent content) {
                if (body.size() + content.content().readableBytes() > MOST_BYTES) {
                    throw tooLarge();
                }
                body.writeBytes(ByteBufUtil.getBytes(content.content()));
                whole |= piece instanceof LastHttpContent;
            }
        }

        private void begin(HttpResponse begun) throws Unanswerable {
            if (begun.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                return;
            }
            String type = begun.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
            if (type.startsWith(EVENTS)) {
                throw new Unanswerable(ProblemType.LIVE_ELSEWHERE, "what stays open is not served here");
            }
            head = begun;
        }

        boolean isWhole() {
            return whole;
        }

        /** Null while some is missing. */
        @Nullable
        LoopbackAnswer whole() {
            HttpResponse begun = head;
            return begun == null || !whole
                    ? null
                    : new LoopbackAnswer(begun.status().code(), begun.headers().entries(), body.toByteArray());
        }
    }

    static Unanswerable tooLarge() {
        return new Unanswerable(
                ProblemType.ANSWER_TOO_LARGE,
                "the answer has more than the " + MOST_BYTES + " bytes that can be sent from here");
    }
}
