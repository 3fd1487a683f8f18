package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.aws.archive.ArchiveForm;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import io.fleetport.tesla.wire.TeslaOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measures what the archive's forms cost. Not a test: run its main with a folder on the disk in question and the number of
 * values in a message: 4 make about 290 bytes, 20 about 550. A thousand vehicles each drive their own loop.
 */
final class ArchiveThroughput {

    private static final int VEHICLES = 1_000;
    private static final int LARGE = 100_000;
    private static final List<String> REALS = List.of(
            "VehicleSpeed",
            "Odometer",
            "Soc",
            "PackVoltage",
            "PackCurrent",
            "GpsHeading",
            "EnergyRemaining",
            "OutsideTemp",
            "InsideTemp",
            "PedalPosition",
            "TpmsPressureFl",
            "TpmsPressureFr",
            "TpmsPressureRl",
            "TpmsPressureRr",
            "LateralAcceleration",
            "LongitudinalAcceleration",
            "ModuleTempMax",
            "ModuleTempMin");

    private ArchiveThroughput() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<ArchivedMessage> all = messages(Integer.parseInt(arguments[1]));
        System.out.printf(
                Locale.ROOT,
                "%.0f raw bytes a message%n",
                all.stream().mapToInt(message -> message.raw().length).average().orElseThrow());
        Map<String, Function<Path, FileArchive>> forms = new LinkedHashMap<>();
        forms.put("jsonl", place -> FileArchive.of(place, ArchiveForm.jsonLines()));
        forms.put("parquet", place -> FileArchive.of(place, ArchiveForm.parquet()));
        forms.put("messages", place -> FileArchive.of(place, ArchiveForm.singleMessages()));
        for (int size : new int[] {3_000, LARGE}) {
            for (Map.Entry<String, Function<Path, FileArchive>> form : forms.entrySet()) {
                if (size < LARGE || !form.getKey().equals("messages")) {
                    measure(form.getKey(), form.getValue(), folder, all.subList(0, size));
                }
            }
        }
    }

    private static void measure(
            String name, Function<Path, FileArchive> form, Path folder, List<ArchivedMessage> messages)
            throws IOException {
        int times = Math.max(5, 200_000 / messages.size()) / (name.equals("messages") ? 20 : 1);
        Path place = folder.resolve(name + "-" + messages.size());
        FileArchive archive = form.apply(place);
        long began = System.nanoTime();
        archive.keep(new ArchiveBatch(new UUID(0, 0), messages));
        double first = (System.nanoTime() - began) / 1e6;
        for (int i = 1; i < times; i++) {
            form.apply(place.resolveSibling(place.getFileName() + "-warm" + i))
                    .keep(new ArchiveBatch(new UUID(0, i), messages));
        }
        long processorBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long before = System.nanoTime();
        for (int i = 0; i < times; i++) {
            form.apply(place.resolveSibling(place.getFileName() + "-measured" + i))
                    .keep(new ArchiveBatch(new UUID(1, i), messages));
        }
        double elapsed = (System.nanoTime() - before) / 1e9 / times;
        double processor =
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorBefore) / 1e9 / times;
        double megabytes =
                messages.stream().mapToInt(message -> message.raw().length).sum() / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-9s %,8d messages: first %,6.0f ms; of one processor %,9.0f messages/s, %5.1f MB/s; by the clock %,9.0f"
                        + " messages/s; %5.1f bytes a message%n",
                name,
                messages.size(),
                first,
                messages.size() / processor,
                megabytes / processor,
                messages.size() / elapsed,
                (double) bytesIn(place) / messages.size());
    }

    private static long bytesIn(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static List<ArchivedMessage> messages(int values) {
        List<ArchivedMessage> messages = new ArrayList<>();
        Instant start = Instant.parse("2026-05-04T08:00:00Z");
        PayloadWriter payload = new PayloadWriter();
        for (int i = 0; i < LARGE; i++) {
            int vehicle = i * 7919 % VEHICLES;
            double along = i / (double) LARGE + vehicle;
            payload.reset()
                    .locationValue(number("Location"), 52 + Math.sin(along), 5 + Math.cos(along))
                    .optionValue(number("Gear"), TeslaOptions.get("ShiftState"), "ShiftStateD");
            for (int value = 0; value < values - 2; value++) {
                payload.doubleValue(
                        number(REALS.get(value)), value < 7 ? 40 + 20 * Math.sin(along * (value + 1)) : 20 + value);
            }
            payload.createdAt(start.plusNanos(i * 100_000L)).vin("5YJ3E1EA0XXXXXXXX");
            byte[] id = ("78ae54a58800468194dc95-" + (100_000_000 + i)).getBytes(StandardCharsets.US_ASCII);
            messages.add(new ArchivedMessage(
                    new VehicleKey(
                            new OrganizationId("acme"),
                            new VehicleId(new UUID(vehicle * 0x9E3779B97F4A7C15L, vehicle * 0xC2B2AE3D27D4EB4FL))),
                    "tesla",
                    start.plusNanos(i * 100_000L),
                    EnvelopeWriter.stream(Envelope.record(
                            id,
                            Envelope.TOPIC_VALUES,
                            start.getEpochSecond(),
                            "5YJ3E1EA0XXXXXXXX",
                            payload.toBytes()))));
        }
        return messages;
    }

    private static int number(String field) {
        return TeslaField.get(field).number();
    }
}
