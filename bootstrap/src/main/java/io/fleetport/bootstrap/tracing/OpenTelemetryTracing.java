package io.fleetport.bootstrap.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.VehicleKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;

/**
 * Steps as spans. Attributes are named by OpenTelemetry's semantic conventions for messaging and for databases, else by
 * {@code fleetport.}; none holds a VIN, a pseudonym, a position or anything else that a message said. Safe to use from many
 * threads.
 */
public final class OpenTelemetryTracing implements Tracing {

    private static final AttributeKey<String> SOURCE = stringKey("fleetport.source");
    private static final AttributeKey<String> ORGANIZATION = stringKey("fleetport.organization");
    private static final AttributeKey<String> SUBJECT = stringKey("fleetport.subject");
    private static final AttributeKey<String> OUTCOME = stringKey("fleetport.outcome");
    private static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    private static final AttributeKey<String> MESSAGING_SYSTEM = stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> BODY_SIZE = longKey("messaging.message.body.size");
    private static final AttributeKey<String> DB_SYSTEM = stringKey("db.system.name");
    private static final AttributeKey<Long> DB_BATCH = longKey("db.operation.batch.size");

    /** The specification's {@code OTEL_SPAN_LINK_COUNT_LIMIT}; the SDK would cut there as well. */
    private static final int MOST_LINKS = 128;

    private final Tracer tracer;
    private final String system;
    private final String destination;
    private final String stores;

    /**
     * @param system of the stream, such as {@code aws_kinesis}
     * @param destination the stream's name
     * @param stores the database, such as {@code postgresql}
     */
    public OpenTelemetryTracing(SpanExport export, String system, String destination, String stores) {
        this.tracer = export.tracer();
        this.system = system;
        this.destination = destination;
        this.stores = stores;
    }

    @Override
    public Span receive(Delivery delivery) {
        Context around = Context.current();
        boolean first = !io.opentelemetry.api.trace.Span.fromContext(around)
                .getSpanContext()
                .isValid();
        io.opentelemetry.api.trace.Span span = tracer.spanBuilder("receive " + delivery.source())
                .setParent(around)
                .setSpanKind(first ? SpanKind.SERVER : SpanKind.INTERNAL)
                .setStartTimestamp(delivery.receivedAt())
                .startSpan();
        if (!span.getSpanContext().isSampled()) {
            return Span.NONE;
        }
        span.setAttribute(SOURCE, delivery.source());
        describe(span, delivery);
        return new Underway(span);
    }

    @Override
    public Span send(Delivery delivery) {
        if (!delivery.trace().isTrace()) {
            return Span.NONE;
        }
        return messaging("send", SpanKind.PRODUCER, delivery, false);
    }

    @Override
    public Span process(Delivery delivery, String shard) {
        if (!delivery.trace().isTrace()) {
            return Span.NONE;
        }
        Underway span = messaging("process", SpanKind.CONSUMER, delivery, true);
        span.span().setAttribute(PARTITION, shard);
        return span;
    }

    @Override
    public Span store(List<Delivery> batch) {
        SpanBuilder builder = null;
        int links = 0;
        for (int i = 0; i < batch.size(); i++) {
            TraceContext trace = batch.get(i).trace();
            if (!trace.isTrace()) {
                continue;
            }
            if (builder == null) {
                builder = tracer.spanBuilder("store " + stores)
                        .setParent(context(trace, false))
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(DB_SYSTEM, stores)
                        .setAttribute(DB_BATCH, (long) batch.size());
            } else if (links < MOST_LINKS) {
                builder.addLink(spanContext(trace, false));
                links++;
            }
        }
        return builder == null ? Span.NONE : new Underway(builder.startSpan());
    }

    private Underway messaging(String operation, SpanKind kind, Delivery delivery, boolean isRemote) {
        io.opentelemetry.api.trace.Span span = tracer.spanBuilder(operation + " " + destination)
                .setParent(context(delivery.trace(), isRemote))
                .setSpanKind(kind)
                .setAttribute(MESSAGING_SYSTEM, system)
                .setAttribute(DESTINATION, destination)
                .setAttribute(OPERATION, operation)
                .setAttribute(OPERATION_TYPE, operation)
                .startSpan();
        describe(span, delivery);
        return new Underway(span);
    }

    private static void describe(io.opentelemetry.api.trace.Span span, Delivery delivery) {
        span.setAttribute(ORGANIZATION, delivery.organization().value());
        span.setAttribute(
                SUBJECT,
                switch (delivery.subject()) {
                    case VehicleKey vehicle -> "vehicle";
                    case StationKey station -> "station";
                });
        span.setAttribute(BODY_SIZE, (long) delivery.raw().length);
    }

    private static Context context(TraceContext trace, boolean isRemote) {
        return Context.root().with(io.opentelemetry.api.trace.Span.wrap(spanContext(trace, isRemote)));
    }

    private static SpanContext spanContext(TraceContext trace, boolean isRemote) {
        TraceFlags flags = TraceFlags.fromByte((byte) trace.flags());
        return isRemote
                ? SpanContext.createFromRemoteParent(trace.traceId(), trace.stepId(), flags, TraceState.getDefault())
                : SpanContext.create(trace.traceId(), trace.stepId(), flags, TraceState.getDefault());
    }

    private static TraceContext traceContext(SpanContext span) {
        if (!span.isSampled()) {
            return TraceContext.NONE;
        }
        String trace = span.getTraceId();
        return new TraceContext(
                Long.parseUnsignedLong(trace, 0, 16, 16),
                Long.parseUnsignedLong(trace, 16, 32, 16),
                Long.parseUnsignedLong(span.getSpanId(), 16),
                span.getTraceFlags().asByte() & 0xff);
    }

    private record Underway(io.opentelemetry.api.trace.Span span, TraceContext context) implements Span {

        Underway(io.opentelemetry.api.trace.Span span) {
            this(span, traceContext(span.getSpanContext()));
        }

        @Override
        public void end() {
            span.end();
        }

        @Override
        public void end(Outcome outcome) {
            switch (outcome) {
                case Outcome.Accepted accepted -> span.setAttribute(OUTCOME, "accepted");
                case Outcome.Duplicate duplicate -> span.setAttribute(OUTCOME, "duplicate");
                case Outcome.DeadLettered dead -> {
                    span.setAttribute(OUTCOME, "dead_lettered");
                    failed(dead.reason().outwardName());
                }
            }
            span.end();
        }

        @Override
        public void fail(String why) {
            failed(why);
            span.end();
        }

        private void failed(String why) {
            span.setAttribute(ERROR_TYPE, why);
            span.setStatus(StatusCode.ERROR);
        }
    }
}
