package io.fleetport.application.station;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Facts about things that begin and end, as long as more may be heard of them: all that are open, and the last few that
 * are over. What is not held is looked up in the store. Used by one thread.
 *
 * @param <I> what names a thing
 * @param <F> what is known of it
 * @param <S> the state it was last told to be in
 */
final class HeldFacts<I, F, S> {

    /** Things that are over and still held, because late words about them are likely. */
    private static final int MOST_OVER = 32;

    /** Facts with the state last told, null before it was told. */
    record Entry<F, S>(F facts, @Nullable S told) {}

    private final Map<I, Entry<F, S>> held = new LinkedHashMap<>();
    private final Set<I> touched = new LinkedHashSet<>();
    private final Predicate<S> open;

    /** @param open whether a thing in this state is not over */
    HeldFacts(Predicate<S> open) {
        this.open = open;
    }

    /** As they were held before. */
    void restore(I id, F facts, @Nullable S told) {
        held.put(id, new Entry<>(facts, told));
    }

    Map<I, Entry<F, S>> entries() {
        return held;
    }

    @Nullable
    F find(I id) {
        Entry<F, S> entry = held.get(id);
        return entry == null ? null : entry.facts();
    }

    /** Adds to what is known of a thing, looking it up where it is not held. */
    void add(I id, Function<I, @Nullable F> stored, Function<@Nullable F, F> with) {
        Entry<F, S> entry = held.remove(id);
        F known = entry == null ? stored.apply(id) : entry.facts();
        held.put(id, new Entry<>(with.apply(known), entry == null ? null : entry.told()));
        touched.add(id);
    }

    /** To be told again even if its own facts are the same; looked up where it is not held. */
    void touch(I id, Function<I, @Nullable F> stored) {
        if (!held.containsKey(id)) {
            F known = stored.apply(id);
            if (known == null) {
                return;
            }
            held.put(id, new Entry<>(known, null));
        }
        touched.add(id);
    }

    /** Those that changed, and those that are open and so may have come to an end without a word. */
    List<I> toTell() {
        List<I> ids = new ArrayList<>(touched);
        held.forEach((id, entry) -> {
            if (!touched.contains(id) && (entry.told() == null || open.test(entry.told()))) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** @return whether it has to be told: something changed, be it the state only */
    boolean told(I id, S state) {
        Entry<F, S> entry = held.get(id);
        if (entry == null) {
            return false;
        }
        boolean news = touched.remove(id) || !state.equals(entry.told());
        held.put(id, new Entry<>(entry.facts(), state));
        return news;
    }

    boolean anyOpen() {
        for (Entry<F, S> entry : held.values()) {
            if (entry.told() == null || open.test(entry.told())) {
                return true;
            }
        }
        return false;
    }

    /** The open ones past so many, those not heard of for longest first. */
    List<I> tooManyOpen(int most) {
        List<I> ids = new ArrayList<>();
        held.forEach((id, entry) -> {
            if (entry.told() == null || open.test(entry.told())) {
                ids.add(id);
            }
        });
        return ids.size() <= most ? List.of() : ids.subList(0, ids.size() - most);
    }

    /** Lets those go that have been over for longest. */
    void trim() {
        int over = 0;
        for (Entry<F, S> entry : held.values()) {
            if (entry.told() != null && !open.test(entry.told())) {
                over++;
            }
        }
        Iterator<Entry<F, S>> oldest = held.values().iterator();
        while (over > MOST_OVER && oldest.hasNext()) {
            Entry<F, S> entry = oldest.next();
            if (entry.told() != null && !open.test(entry.told())) {
                oldest.remove();
                over--;
            }
        }
    }
}
