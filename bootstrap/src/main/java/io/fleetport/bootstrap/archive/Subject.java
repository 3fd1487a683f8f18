package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import java.util.Comparator;

/** Whom a message is about, as the files name it. Ordered by kind, then id. */
record Subject(String kind, String id) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind).thenComparing(Subject::id);

    static Subject of(ArchivedMessage message) {
        return new Subject("vehicle", message.vehicle().toString());
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
