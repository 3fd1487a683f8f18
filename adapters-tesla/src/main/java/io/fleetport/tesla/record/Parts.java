package io.fleetport.tesla.record;

import java.util.ArrayList;
import java.util.List;

/** Names of doors and tyres, by bit: bit n stands for member n + 1 of the message. */
final class Parts {

    static final List<String> DOORS =
            List.of("driver_front", "driver_rear", "passenger_front", "passenger_rear", "trunk_front", "trunk_rear");
    /** The spelling of the JSON form. */
    static final List<String> DOORS_JSON =
            List.of("DriverFront", "DriverRear", "PassengerFront", "PassengerRear", "TrunkFront", "TrunkRear");

    static final List<String> TIRES = List.of(
            "front_left",
            "front_right",
            "rear_left",
            "rear_right",
            "semi_middle_axle_left_2",
            "semi_middle_axle_right_2",
            "semi_rear_axle_left",
            "semi_rear_axle_right",
            "semi_rear_axle_left_2",
            "semi_rear_axle_right_2");
    /** A lorry has a middle axle where a car has its rear one. */
    static final List<String> TIRES_OF_A_SEMI = List.of(
            "front_left",
            "front_right",
            "semi_middle_axle_left",
            "semi_middle_axle_right",
            "semi_middle_axle_left_2",
            "semi_middle_axle_right_2",
            "semi_rear_axle_left",
            "semi_rear_axle_right",
            "semi_rear_axle_left_2",
            "semi_rear_axle_right_2");

    static final List<String> TIRES_JSON = List.of(
            "frontLeft",
            "frontRight",
            "rearLeft",
            "rearRight",
            "semiMiddleAxleLeft2",
            "semiMiddleAxleRight2",
            "semiRearAxleLeft",
            "semiRearAxleRight",
            "semiRearAxleLeft2",
            "semiRearAxleRight2");

    private Parts() {}

    static List<String> of(int bits, List<String> names) {
        List<String> which = new ArrayList<>(Integer.bitCount(bits));
        for (int i = 0; i < names.size(); i++) {
            if ((bits & 1 << i) != 0) {
                which.add(names.get(i));
            }
        }
        return which;
    }

    /** Door names between any separators; -1 when a word is not a door. */
    static int doors(String text) {
        int bits = 0;
        for (String word : text.split("[^A-Za-z]+", -1)) {
            int door = DOORS_JSON.indexOf(word);
            if (door < 0) {
                return -1;
            }
            bits |= 1 << door;
        }
        return bits;
    }
}
