package io.fleetport.mqtt.wire;

import java.util.Collection;

/**
 * What the value of a member must be like.
 *
 * @param words after "must be"
 * @param least least number or length in characters
 * @param most greatest number or length in characters
 */
record Form(String words, double least, double most) {

    static final Form LABEL = new Form("a text of 1 to 64 printable ASCII characters without spaces", 1, 64);
    static final Form STATION = new Form("the id of a station: 1 to 64 letters and digits, inside also . _ : -", 1, 64);
    static final Form TIME = new Form("a time with its offset, such as 2026-01-31T08:00:00Z", 0, 0);
    static final Form FLAG = new Form("true or false", 0, 0);
    static final Form UUID = new Form("a UUID of 36 characters", 36, 36);
    static final Form OBJECT = new Form("an object", 0, 0);

    static Form whole(long least, long most) {
        return new Form("a whole number within " + least + ".." + most, least, most);
    }

    static Form real(long least, long most) {
        return new Form("a number within " + least + ".." + most, least, most);
    }

    static Form text(int least, int most) {
        String length = least == 0 ? "up to " + most : least + " to " + most;
        return new Form("a text of " + length + " characters", least, most);
    }

    static Form array(int most) {
        return new Form("an array of up to " + most + " objects", 0, most);
    }

    static Form oneOf(Collection<String> names) {
        return new Form("one of " + String.join(", ", names), 0, 0);
    }
}
