package io.fleetport.aws.archive;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file of {@link SingleMessagesForm} tells. Where source and subject part, which kind the subject is of, and
 * which of its characters no name may have is found out by the hash: only what was archived leads to it.
 *
 * @param about source and subject, as names may have them
 * @param hash of kind, subject, source and bytes
 */
record SingleMessageName(Instant receivedAt, String about, String hash) {

    private static final Pattern NAME =
            Pattern.compile("([0-9]{8}T[0-9]{6}\\.[0-9]{6}Z)-(.+)-([0-9a-f]{16})\\.(?:json|bin)");

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The one character that ids of stations may have and names may not. */
    private static final char OUTSIDE_NAMES = ':';

    private static final char INSTEAD = '_';

    /** Ids with more characters of that kind are tried as they are only. */
    private static final int MOST_REPLACED = 10;

    static Optional<SingleMessageName> of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Instant receivedAt = SingleMessagesForm.TIME.parse(parts.group(1), Instant::from);
            return Optional.of(new SingleMessageName(receivedAt, parts.group(2), parts.group(3)));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** @throws IOException when these bytes are not those that were archived under the name */
    ArchivedMessage message(OrganizationId organization, byte[] raw) throws IOException {
        for (int end = about.indexOf('-'); end > 0; end = about.indexOf('-', end + 1)) {
            String source = about.substring(0, end);
            for (Subject subject : subjects(about.substring(end + 1))) {
                if (SingleMessagesForm.hash(subject, source, raw).equals(hash)) {
                    return ParquetReading.message(
                            organization, subject.kind(), subject.id(), source, Micros.floorOf(receivedAt), raw);
                }
            }
        }
        throw new IOException("the bytes are not those of the name");
    }

    private static List<Subject> subjects(String id) {
        List<Subject> subjects = new ArrayList<>();
        if (UUID_FORM.matcher(id).matches()) {
            subjects.add(new Subject("vehicle", id));
        }
        List<Integer> replaced = new ArrayList<>();
        for (int at = id.indexOf(INSTEAD); at >= 0; at = id.indexOf(INSTEAD, at + 1)) {
            replaced.add(at);
        }
        int ways = replaced.size() <= MOST_REPLACED ? 1 << replaced.size() : 1;
        for (int way = 0; way < ways; way++) {
            StringBuilder candidate = new StringBuilder(id);
            for (int i = 0; i < replaced.size(); i++) {
                if ((way >> i & 1) == 1) {
                    candidate.setCharAt(replaced.get(i), OUTSIDE_NAMES);
                }
            }
            subjects.add(new Subject("station", candidate.toString()));
        }
        return subjects;
    }
}
