package io.fleetport.bootstrap.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.bootstrap.local.Folders;
import io.fleetport.bootstrap.local.PrivateFile;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The archive as files: one gzip file of JSON lines per batch, organization and UTC day of receipt, at {@code
 * organization=O/year=YYYY/month=MM/day=DD/<batch id>.jsonl.gz}. A file appears whole and durable or not at all, and is
 * never changed. Each line has {@code vehicle_id}, {@code source}, {@code received_at} and {@code raw} (base64). Safe to
 * call from many threads.
 */
public final class FileArchive implements Archive {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    /** @param folder made when the first batch comes */
    public FileArchive(Path folder) {
        this.folder = folder;
    }

    private record Partition(OrganizationId organization, LocalDate day) implements Comparable<Partition> {
        @Override
        public int compareTo(Partition other) {
            int order = organization.compareTo(other.organization);
            return order != 0 ? order : day.compareTo(other.day);
        }

        Path under(Path folder) {
            return folder.resolve("organization=" + organization)
                    .resolve("year=%04d".formatted(day.getYear()))
                    .resolve("month=%02d".formatted(day.getMonthValue()))
                    .resolve("day=%02d".formatted(day.getDayOfMonth()));
        }
    }

    @Override
    public void keep(ArchiveBatch batch) {
        Map<Partition, List<ArchivedMessage>> byPartition = batch.messages().stream()
                .collect(Collectors.groupingBy(
                        message -> new Partition(
                                message.organization(), LocalDate.ofInstant(message.receivedAt(), ZoneOffset.UTC)),
                        TreeMap::new,
                        Collectors.toList()));
        for (Map.Entry<Partition, List<ArchivedMessage>> part : byPartition.entrySet()) {
            try {
                keep(batch.id(), part.getKey().under(folder), part.getValue());
            } catch (IOException e) {
                throw new PortUnavailable("the archive in " + folder + " cannot be written", e);
            }
        }
    }

    private void keep(UUID batch, Path day, List<ArchivedMessage> messages) throws IOException {
        Path file = day.resolve(batch + ".jsonl.gz");
        if (Files.exists(file)) {
            return;
        }
        boolean newFolder = !Files.exists(day);
        PrivateFile.createFolder(day);
        // A draft left by a kill is overwritten by the next try for the same batch.
        Path draft = day.resolve("." + batch + ".new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            Fast gzip = new Fast(Channels.newOutputStream(channel));
            try (JsonGenerator json = JSON.createGenerator(gzip)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setRootValueSeparator(null);
                for (ArchivedMessage message : messages) {
                    write(json, message);
                }
            }
            gzip.finish();
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(day);
        if (newFolder) {
            syncUpTo(folder, day);
        }
    }

    private static void write(JsonGenerator json, ArchivedMessage message) throws IOException {
        json.writeStartObject();
        json.writeStringField("vehicle_id", message.vehicle().toString());
        json.writeStringField("source", message.source());
        json.writeStringField("received_at", message.receivedAt().toString());
        json.writeBinaryField("raw", message.raw());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** The names of new folders are durable only after the folders above them are. */
    private static void syncUpTo(Path top, Path from) throws IOException {
        for (Path at = from.getParent(); at != null && at.startsWith(top); at = at.getParent()) {
            Folders.sync(at);
        }
    }

    /** At its fastest: it shares the processor with the intake, and the raw bytes shrink little more at higher levels. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }

        @Override
        public void finish() throws IOException {
            super.finish();
            def.end();
        }
    }
}
