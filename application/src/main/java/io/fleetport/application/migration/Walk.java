package io.fleetport.application.migration;

import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Goes through two lists of one kind at once, both in the order of their places. */
final class Walk<T> {

    /** A row with what is asked of it more than once. */
    record Row<T>(T row, String place, byte[] form) {}

    /** What is at a place. */
    record Found<T>(@Nullable Row<T> source, @Nullable Row<T> target) {

        boolean isSame() {
            return source != null && target != null && Arrays.equals(source.form(), target.form());
        }

        String place() {
            Row<T> either = source != null ? source : target;
            return either == null ? "" : either.place();
        }
    }

    private final Side source;
    private final Side target;
    private final Kind<T> kind;

    private final class Side {
        private final Iterator<T> rows;
        private final String name;
        private @Nullable Row<T> head;
        private boolean read;

        Side(Iterator<T> rows, String name) {
            this.rows = rows;
            this.name = name;
        }

        @Nullable
        Row<T> head() {
            if (!read) {
                @Nullable Row<T> last = head;
                head = rows.hasNext() ? row(rows.next()) : null;
                read = true;
                if (last != null && head != null && kind.compare(last.place(), head.place()) >= 0) {
                    throw new IllegalStateException(
                            kind.name() + " of the " + name + " are not in their order, or are being changed");
                }
            }
            return head;
        }

        private Row<T> row(T row) {
            return new Row<>(row, kind.place().apply(row), Form.of(row));
        }

        @Nullable
        Row<T> take() {
            @Nullable Row<T> taken = head();
            read = false;
            return taken;
        }
    }

    Walk(Kind<T> kind, Iterator<T> source, Iterator<T> target) {
        this.kind = kind;
        this.source = new Side(source, "source");
        this.target = new Side(target, "target");
    }

    boolean hasNext() {
        return source.head() != null || target.head() != null;
    }

    /** Whether there is anything more in the target. */
    boolean isTargetLeft() {
        return target.head() != null;
    }

    Found<T> next() {
        @Nullable Row<T> here = source.head();
        @Nullable Row<T> there = target.head();
        int order = here == null ? 1 : there == null ? -1 : kind.compare(here.place(), there.place());
        return new Found<>(order <= 0 ? source.take() : null, order >= 0 ? target.take() : null);
    }
}
