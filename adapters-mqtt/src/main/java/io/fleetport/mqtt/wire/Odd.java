package io.fleetport.mqtt.wire;

/** Values of which there is nothing more to say. */
enum Odd {
    NULL("null"),
    OBJECT("an object"),
    ARRAY("an array"),
    /** The member was named twice, with whatever values. */
    TWICE("there twice");

    private final String words;

    Odd(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
