package io.fleetport.mqtt.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object as they came; what each must be like is looked at only once it is asked for, because which
 * ones have a meaning may depend on another one. Not safe to share between threads.
 */
final class Members {

    /** A String, Long, Double, Boolean, Members, List of any of them, or Odd. */
    private final Map<Member, Object> values = new EnumMap<>(Member.class);

    /** Notes a value; of a member that comes twice only that is known. */
    void put(Member member, Object value) {
        values.merge(member, value, (one, other) -> Odd.TWICE);
    }

    /** Whether it says something: null says nothing. */
    boolean says(Member member) {
        Object value = values.get(member);
        return value != null && value != Odd.NULL;
    }

    String label(Member member) throws MalformedMessage {
        return required(member, labelOrNull(member));
    }

    @Nullable
    String labelOrNull(Member member) throws MalformedMessage {
        Object value = said(member);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || !Texts.isLabel(text)) {
            throw wrong(member, member.form(), value);
        }
        return text;
    }

    @Nullable
    String textOrNull(Member member) throws MalformedMessage {
        Object value = said(member);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)
                || text.length() < member.form().least()
                || Texts.isLonger(text, (int) member.form().most())) {
            throw wrong(member, member.form(), value);
        }
        if (!Texts.canBeKept(text)) {
            throw new MalformedMessage(member.outwardName() + " must hold no U+0000 and no half of a surrogate pair");
        }
        return text;
    }

    String station() throws MalformedMessage {
        Object value = said(Member.STATION_ID);
        if (!(value instanceof String text)) {
            throw wrong(Member.STATION_ID, Form.STATION, value);
        }
        return text;
    }

    <T> T choice(Member member, Map<String, T> meanings) throws MalformedMessage {
        Object value = said(member);
        T meaning = value instanceof String text ? meanings.get(text) : null;
        if (meaning == null) {
            throw wrong(member, member.form(), value);
        }
        return meaning;
    }

    long whole(Member member) throws MalformedMessage {
        return required(member, wholeOrNull(member));
    }

    @Nullable
    Long wholeOrNull(Member member) throws MalformedMessage {
        Object value = said(member);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (real >= member.form().least() && real <= member.form().most() && real == Math.rint(real)) {
                return number.longValue();
            }
        }
        throw wrong(member, member.form(), value);
    }

    int count(Member member) throws MalformedMessage {
        return (int) whole(member);
    }

    @Nullable
    Integer countOrNull(Member member) throws MalformedMessage {
        Long count = wholeOrNull(member);
        return count == null ? null : count.intValue();
    }

    /** Must be there; null when it says so. */
    @Nullable
    Double realOrToldNull(Member member) throws MalformedMessage {
        if (!values.containsKey(member)) {
            throw wrong(member, member.form(), null);
        }
        return realOrNull(member);
    }

    @Nullable
    Double realOrNull(Member member) throws MalformedMessage {
        return scaledOrNull(member, member.form(), 1);
    }

    @Nullable
    Double scaledOrNull(Member member, double factor) throws MalformedMessage {
        return scaledOrNull(member, member.form(), factor);
    }

    /** @param factor from the member's unit to ours */
    @Nullable
    Double scaledOrNull(Member member, Form form, double factor) throws MalformedMessage {
        Object value = said(member);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (real >= form.least() && real <= form.most()) {
                return factor == 1 && value instanceof Double same ? same : Double.valueOf(real * factor);
            }
        }
        throw wrong(member, form, value);
    }

    Instant time(Member member) throws MalformedMessage {
        return required(member, timeOrNull(member));
    }

    @Nullable
    Instant timeOrNull(Member member) throws MalformedMessage {
        Object value = said(member);
        if (value == null) {
            return null;
        }
        Instant time = value instanceof String text ? Times.parse(text) : null;
        if (time == null) {
            throw wrong(member, member.form(), value);
        }
        return time;
    }

    boolean flag(Member member) throws MalformedMessage {
        Object value = said(member);
        if (!(value instanceof Boolean flag)) {
            throw wrong(member, member.form(), value);
        }
        return flag;
    }

    UUID uuid(Member member) throws MalformedMessage {
        Object value = said(member);
        UUID id = value instanceof String text ? Texts.uuid(text) : null;
        if (id == null) {
            throw wrong(member, member.form(), value);
        }
        return id;
    }

    @Nullable
    Members partsOrNull(Member member) throws MalformedMessage {
        Object value = said(member);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Members parts)) {
            throw wrong(member, member.form(), value);
        }
        return parts;
    }

    /** The objects of an array. */
    List<Members> elements(Member member) throws MalformedMessage {
        Object value = said(member);
        if (!(value instanceof List<?> elements)
                || elements.size() > member.form().most()) {
            throw wrong(member, member.form(), value);
        }
        List<Members> objects = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof Members object)) {
                throw new MalformedMessage(
                        member.outwardName() + "[" + objects.size() + "] must be an object but is " + shown(element));
            }
            objects.add(object);
        }
        return objects;
    }

    private <T> T required(Member member, @Nullable T value) throws MalformedMessage {
        if (value == null) {
            throw wrong(member, member.form(), null);
        }
        return value;
    }

    private @Nullable Object said(Member member) throws MalformedMessage {
        Object value = values.get(member);
        if (value == Odd.TWICE) {
            throw new MalformedMessage(member.outwardName() + " is " + Odd.TWICE.words());
        }
        return value == Odd.NULL ? null : value;
    }

    private MalformedMessage wrong(Member member, Form form, @Nullable Object value) {
        Object found = value == null ? values.get(member) : value;
        return new MalformedMessage(
                found == null
                        ? member.outwardName() + " is missing: it must be " + form.words()
                        : member.outwardName() + " must be " + form.words() + " but is " + shown(found));
    }

    private static String shown(Object value) {
        return switch (value) {
            case String text -> Shown.of(text);
            case Odd odd -> odd.words();
            case Members members -> Odd.OBJECT.words();
            case List<?> list ->
                "an array of " + list.size() + (list.size() > Member.Limits.MOST_SLOTS ? " or more" : "");
            default -> value.toString();
        };
    }
}
