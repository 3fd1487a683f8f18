package io.fleetport.domain.trip;

/** What a reading says about movement. */
enum Motion {
    /** Nothing tells whether the vehicle moves. */
    UNKNOWN(0),
    STANDING(1),
    MOVING(2);

    /** What stands for it in a snapshot. */
    final int code;

    Motion(int code) {
        this.code = code;
    }

    static Motion of(int code) {
        return switch (code) {
            case 0 -> UNKNOWN;
            case 1 -> STANDING;
            case 2 -> MOVING;
            default -> throw new IllegalArgumentException("snapshot names motion " + code);
        };
    }
}
