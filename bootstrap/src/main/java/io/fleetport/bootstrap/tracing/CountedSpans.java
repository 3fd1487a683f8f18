package io.fleetport.bootstrap.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SDK's batching with a bound that holds for what waits and what is underway together, and with a count of what became of
 * each span. Safe to use from many threads.
 */
final class CountedSpans implements SpanProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(CountedSpans.class);

    /** The specification's {@code OTEL_BSP_MAX_EXPORT_BATCH_SIZE}. */
    private static final int BATCH = 512;

    /** An export ends by its own timeout; that of the batching only guards against one that does not. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SpanProcessor batches;
    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Counter exported;
    private final Counter failed;
    private final Counter dropped;

    CountedSpans(SpanExporter exporter, ExportSettings settings, MeterRegistry meters) {
        this.most = settings.queuedSpans();
        this.exported = counter("exported", meters);
        this.failed = counter("failed", meters);
        this.dropped = counter("dropped", meters);
        this.batches = BatchSpanProcessor.builder(new Counted(exporter))
                .setMaxQueueSize(most)
                .setMaxExportBatchSize(Math.min(BATCH, most))
                .setExporterTimeout(settings.timeout().plus(GRACE))
                .build();
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("fleetport.tracing.spans")
                .description("Spans that were told to the collector, could not be told, or found no room to wait")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            dropped.increment();
            return;
        }
        batches.onEnd(span);
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    private final class Counted implements SpanExporter {
        private final SpanExporter exporter;

        Counted(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int number = spans.size();
            CompletableResultCode result = exporter.export(spans);
            result.whenComplete(() -> ended(number, result));
            return result;
        }

        private void ended(int number, CompletableResultCode result) {
            open.addAndGet(-number);
            if (result.isSuccess()) {
                exported.increment(number);
                if (failing.compareAndSet(true, false)) {
                    LOG.info("spans reach the collector again");
                }
            } else {
                failed.increment(number);
                if (failing.compareAndSet(false, true)) {
                    LOG.warn("spans do not reach the collector and are lost until they do: {}", why(result));
                }
            }
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }

    private static String why(CompletableResultCode result) {
        Throwable cause = result.getFailureThrowable();
        if (cause == null) {
            return "refused";
        }
        while (cause.getCause() != null) { // the exporter wraps it three times
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
