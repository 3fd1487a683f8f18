package io.fleetport.application.contract;

import io.fleetport.application.contract.TracingContract.Told;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.Tracing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Chooses every message and remembers every step. Safe to use from many threads. */
public final class RememberedTracing implements Tracing {

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    public List<Told> told() {
        return List.copyOf(told);
    }

    @Override
    public Span receive(Delivery delivery) {
        return new Remembered("receive", context(ids.incrementAndGet()), TraceContext.NONE, List.of());
    }

    @Override
    public Span send(Delivery delivery) {
        return after("send", delivery.trace(), List.of());
    }

    @Override
    public Span process(Delivery delivery, String shard) {
        return after("process", delivery.trace(), List.of());
    }

    @Override
    public Span store(List<Delivery> batch) {
        List<TraceContext> traces = batch.stream()
                .map(Delivery::trace)
                .filter(TraceContext::isTrace)
                .toList();
        return traces.isEmpty() ? Span.NONE : after("store", traces.getFirst(), traces.subList(1, traces.size()));
    }

    private Span after(String step, TraceContext cause, List<TraceContext> links) {
        return cause.isTrace() ? new Remembered(step, context(cause.traceLow()), cause, links) : Span.NONE;
    }

    private TraceContext context(long trace) {
        return new TraceContext(7, trace, ids.incrementAndGet(), 1);
    }

    private final class Remembered implements Span {
        private final String step;
        private final TraceContext context;
        private final TraceContext cause;
        private final List<TraceContext> links;
        private final AtomicBoolean ended = new AtomicBoolean();

        Remembered(String step, TraceContext context, TraceContext cause, List<TraceContext> links) {
            this.step = step;
            this.context = context;
            this.cause = cause;
            this.links = links;
        }

        @Override
        public TraceContext context() {
            return context;
        }

        @Override
        public void end() {
            tell(null);
        }

        @Override
        public void end(Outcome outcome) {
            tell(outcome instanceof Outcome.DeadLettered dead ? dead.reason().outwardName() : null);
        }

        @Override
        public void fail(String why) {
            tell(why);
        }

        private void tell(String error) {
            if (ended.compareAndSet(false, true)) {
                told.add(new Told(step, context, cause, links, error));
            }
        }
    }
}
