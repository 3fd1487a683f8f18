package io.fleetport.bootstrap.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a measurement of the intake found. A record is lost when it was acknowledged and is not in the database, and doubled
 * when it is there twice.
 */
record BenchResult(BenchRun run, ProcessMeter.Usage usage, StoredReadings stored, Optional<ApiRun> api) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Records are acknowledged only when durable, so what is acknowledged and found was durable at its time. */
    double durablePerSecond() {
        long acknowledged = run.acknowledged();
        return acknowledged > 0
                ? run.acknowledgedPerSecond() * Math.min(stored.distinct(), acknowledged) / acknowledged
                : 0;
    }

    /** Stored may exceed acknowledged: a record can be stored and its acknowledgement still be on the way. */
    long lost() {
        return Math.max(0, run.acknowledged() - stored.distinct());
    }

    long unanswered() {
        return run.planned() - run.acknowledged();
    }

    private long unansweredRequests() {
        return api.map(ApiRun::failed).orElse(0L);
    }

    boolean sound() {
        return lost() == 0 && stored.doubled() == 0 && run.acknowledged() > 0 && unansweredRequests() == 0;
    }

    String verdict() {
        return run.acknowledged() == 0
                ? "nothing was acknowledged"
                : "lost " + lost() + ", doubled " + stored.doubled() + " of " + run.acknowledged()
                        + (unansweredRequests() > 0 ? "; requests failed: " + unansweredRequests() : "");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        api.ifPresent(reading -> addTo(lines, reading));
        lines.addAll(intake());
        return lines;
    }

    private static void addTo(List<String> lines, ApiRun reading) {
        lines.add(text("requests/s asked         %,12.0f", reading.asked()));
        lines.add(text(
                "requests/s answered      %,12.0f   (%,d in all, failed %,d)",
                reading.answeredPerSecond(), reading.answered(), reading.failed()));
        lines.add(line("all", reading.all()));
        reading.byKind().forEach((kind, latency) -> lines.add(line(kind, latency)));
    }

    private static String line(String kind, BenchRun.Latency latency) {
        return text(
                "  %-10s p50, p99, p99.9 %,9.1f, %,9.1f, %,9.1f ms",
                kind, latency.p50(), latency.p99(), latency.p999());
    }

    private List<String> intake() {
        BenchRun.Latency ack = run.ack();
        return List.of(
                text(
                        "%s, %d processors, Java %s, %s",
                        System.getProperty("os.name"),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        Machine.processor()),
                text(
                        "%s connected       %,12d   (%,.0f handshakes/s)",
                        run.senders(), run.connected(), run.handshakesPerSecond()),
                text("records/s asked          %,12.0f", run.asked()),
                text("records/s durable        %,12.0f", durablePerSecond()),
                text("send to ack p50          %,12.1f ms", ack.p50()),
                text("send to ack p99          %,12.1f ms", ack.p99()),
                text("send to ack p99.9        %,12.1f ms", ack.p999()),
                text("server memory            %,12.0f MB", usage.serverMegabytes()),
                text("database memory          %,12.0f MB", usage.databaseMegabytes()),
                text(
                        "busy processors          server %.2f, database %.2f, load generator %.2f",
                        usage.serverCores(), usage.databaseCores(), usage.generatorCores()),
                text("not acknowledged         %,12d   (refused %,d)", unanswered(), run.refused()),
                text("stored                   %,12d", stored.distinct()),
                text("doubled                  %,12d", stored.doubled()),
                text("lost %,d of %,d", lost(), run.acknowledged()));
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("records_per_second", rounded(durablePerSecond()));
            json.writeNumberField("lost", lost());
            json.writeNumberField("doubled", stored.doubled());
            writeLatency(json, "ack_ms", run.ack());
            writeLatency(json, "ack_from_send_ms", run.ackFromSend());
            if (api.isPresent()) {
                write(json, api.get());
            }
            json.writeNumberField("rss_mb", rounded(usage.serverMegabytes()));
            json.writeNumberField("database_rss_mb", rounded(usage.databaseMegabytes()));
            json.writeObjectFieldStart("cpu");
            json.writeNumberField("server_cores", rounded(usage.serverCores()));
            json.writeNumberField("database_cores", rounded(usage.databaseCores()));
            json.writeNumberField("load_generator_cores", rounded(usage.generatorCores()));
            json.writeEndObject();
            json.writeNumberField(run.senders(), run.connected());
            json.writeNumberField("asked_records_per_second", rounded(run.asked()));
            json.writeNumberField("seconds", rounded(run.sending().toNanos() / 1e9));
            json.writeNumberField("planned", run.planned());
            json.writeNumberField("acknowledged", run.acknowledged());
            json.writeNumberField("refused", run.refused());
            json.writeNumberField("resent", run.resent());
            json.writeNumberField("stored", stored.distinct());
            json.writeNumberField("handshakes_per_second", rounded(run.handshakesPerSecond()));
            json.writeObjectFieldStart("machine");
            json.writeStringField("processor", Machine.processor());
            json.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
            json.writeStringField("java", Runtime.version().toString());
            json.writeStringField("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, ApiRun reading) throws IOException {
        json.writeObjectFieldStart("api");
        json.writeNumberField("asked_requests_per_second", rounded(reading.asked()));
        json.writeNumberField("requests_per_second", rounded(reading.answeredPerSecond()));
        json.writeNumberField("failed", reading.failed());
        writeLatency(json, "answer_ms", reading.all());
        for (Map.Entry<String, BenchRun.Latency> kind : reading.byKind().entrySet()) {
            writeLatency(json, kind.getKey() + "_ms", kind.getValue());
        }
        json.writeEndObject();
    }

    private static void writeLatency(JsonGenerator json, String name, BenchRun.Latency latency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("p50", rounded(latency.p50()));
        json.writeNumberField("p99", rounded(latency.p99()));
        json.writeNumberField("p999", rounded(latency.p999()));
        json.writeNumberField("max", rounded(latency.longest()));
        json.writeEndObject();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
