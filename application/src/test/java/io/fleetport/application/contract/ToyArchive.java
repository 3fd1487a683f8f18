package io.fleetport.application.contract;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.application.replay.ArchivedContent;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An archive in memory whose messages are numbers of what was said. A batch is a file called by its id; a single message one by its time. */
public final class ToyArchive implements Archive, ArchiveFiles, ArchivedContent {

    private static final String SOURCE = "toy";

    private final Map<String, List<ArchivedMessage>> files = new TreeMap<>();
    private final List<Delivery.Content> said = new ArrayList<>();
    private final Set<String> damaged = new HashSet<>();

    /** A live message, not offered yet. */
    public Delivery hear(
            Subject subject, Instant receivedAt, Delivery.Content content, Delivery.Settlement settlement) {
        return new Delivery(subject, SOURCE, receivedAt, content, raw(content), settlement);
    }

    /** The same as it is archived. */
    public ArchivedMessage message(Subject subject, Instant receivedAt, Delivery.Content content) {
        return new ArchivedMessage(subject, SOURCE, receivedAt, raw(content));
    }

    private byte[] raw(Delivery.Content content) {
        said.add(content);
        return ByteBuffer.allocate(Integer.BYTES).putInt(said.size() - 1).array();
    }

    /** From now on what was said is understood otherwise, as when something was blotted out of it. */
    public void replace(Delivery.Content content, Delivery.Content by) {
        said.replaceAll(one -> one.equals(content) ? by : one);
    }

    /** Puts messages of one organization and day into a file of this name. */
    public void put(String name, ArchivedMessage... messages) {
        files.put(place(messages[0]) + name, List.of(messages));
    }

    /** Every file from now on. */
    public void damage(String name) {
        damaged.add(name);
    }

    @Override
    public void keep(ArchiveBatch batch, Throttle throttle) {
        for (ArchivedMessage message : batch.messages()) {
            files.computeIfAbsent(place(message) + batch.id(), name -> new ArrayList<>())
                    .add(message);
        }
    }

    private static String place(ArchivedMessage message) {
        return place(message.subject().organization(), LocalDate.ofInstant(message.receivedAt(), ZoneOffset.UTC));
    }

    private static String place(OrganizationId organization, LocalDate day) {
        return organization + "/" + day + "/";
    }

    @Override
    public List<String> names(OrganizationId organization, LocalDate day, @Nullable String after, int limit) {
        String place = place(organization, day);
        return files.keySet().stream()
                .filter(name -> name.startsWith(place))
                .map(name -> name.substring(place.length()))
                .filter(name -> after == null || name.compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Instant> receivedAt(String name) {
        return name.endsWith("Z") ? Optional.of(Instant.parse(name)) : Optional.empty();
    }

    @Override
    public List<ArchivedMessage> read(OrganizationId organization, LocalDate day, String name) throws DamagedFile {
        if (damaged.contains(name)) {
            throw new DamagedFile("somebody sat on it", new IllegalStateException());
        }
        return files.getOrDefault(place(organization, day) + name, List.of());
    }

    @Override
    public Delivery.Content of(ArchivedMessage message) {
        return message.raw().length == Integer.BYTES
                ? said.get(ByteBuffer.wrap(message.raw()).getInt())
                : new Delivery.Unusable(DeadLetterReason.UNDECODABLE, "no number");
    }
}
