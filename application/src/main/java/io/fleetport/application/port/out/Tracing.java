package io.fleetport.application.port.out;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import java.util.List;

/**
 * Tells somebody who looks on which steps a message took on its way, how long each was, and which belong together. No step
 * waits for it and none fails of it: what cannot be told is dropped and counted. What is told holds no VIN, no position and
 * nothing else that a message said. Safe to call from many threads.
 */
public interface Tracing {

    /** Nobody looks on. */
    Tracing OFF = new Tracing() {
        @Override
        public Span receive(Delivery delivery) {
            return Span.NONE;
        }

        @Override
        public Span send(Delivery delivery) {
            return Span.NONE;
        }

        @Override
        public Span process(Delivery delivery, String shard) {
            return Span.NONE;
        }

        @Override
        public Span store(List<Delivery> batch) {
            return Span.NONE;
        }
    };

    /**
     * A source has the message and wants to hear what becomes of it: the first step of a trace, or a step of the request that
     * this thread works for. Begins when the message had arrived. Some messages are chosen, others not.
     */
    Span receive(Delivery delivery);

    /** The message goes into the stream. A step only of a message that is a part of a trace already, as all that follow. */
    Span send(Delivery delivery);

    /** The message came out of that shard of the stream and is on its way to being durable. */
    Span process(Delivery delivery, String shard);

    /**
     * The messages are reduced and made durable together: a step of the first one's trace, with links to the others'. None when
     * none of them is a part of a trace.
     */
    Span store(List<Delivery> batch);

    /** A step underway. It is told when it ends; one that never does is as if it had never begun. */
    interface Span {

        /** Of what nobody looks at. */
        Span NONE = new Span() {
            @Override
            public TraceContext context() {
                return TraceContext.NONE;
            }

            @Override
            public void end() {}

            @Override
            public void end(Outcome outcome) {}

            @Override
            public void fail(String why) {}
        };

        /** What the next step is to know; {@link TraceContext#NONE} when this one is not told. */
        TraceContext context();

        /** It did what it should. Called once, as the others: whatever comes after the first is overlooked. */
        void end();

        /** That became of the message. */
        void end(Outcome outcome);

        /** @param why one word of few, such as an exception's class */
        void fail(String why);
    }
}
