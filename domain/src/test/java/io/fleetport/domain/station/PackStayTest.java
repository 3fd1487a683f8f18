package io.fleetport.domain.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.station.PackMove.Kind;
import io.fleetport.domain.station.PackStay.Elsewhere;
import io.fleetport.domain.station.PackStay.InSlot;
import io.fleetport.domain.station.PackStay.InVehicle;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackStayTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final VehicleId VAN = new VehicleId(new UUID(1, 2));
    private static final StationId NORTH = new StationId("north");
    private static final StationId SOUTH = new StationId("south");
    private static final SlotId SLOT = new SlotId("1");

    @Test
    void aPackGoesFromSlotToVehicleToSlot() {
        List<PackStay> journey = PackStay.journey(List.of(
                move(0, NORTH, Kind.IN, null, 20.0),
                move(60, NORTH, Kind.OUT, VAN, 95.0),
                move(300, SOUTH, Kind.IN, VAN, 11.0)));

        assertThat(journey)
                .containsExactly(
                        new PackStay(new InSlot(NORTH, SLOT), NOON, at(60), 20.0, 95.0),
                        new PackStay(new InVehicle(VAN), at(60), at(300), 95.0, 95.0),
                        new PackStay(new InSlot(SOUTH, SLOT), at(300), null, 11.0, 11.0));
    }

    @Test
    void comingInAgainInTheSamePlaceIsTheSameStay() {
        List<PackStay> journey =
                PackStay.journey(List.of(move(0, NORTH, Kind.IN, null, 20.0), move(30, NORTH, Kind.IN, null, 60.0)));

        assertThat(journey).containsExactly(new PackStay(new InSlot(NORTH, SLOT), NOON, null, 20.0, 60.0));
    }

    @Test
    void aSightingCountsOnlyWhereNothingElseIsKnownBefore() {
        List<PackStay> journey = PackStay.journey(List.of(
                move(0, NORTH, Kind.IN, null, null),
                move(30, NORTH, Kind.OUT, VAN, null),
                move(60, NORTH, Kind.SEEN, null, null)));

        assertThat(journey).extracting(PackStay::place).containsExactly(new InSlot(NORTH, SLOT), new InVehicle(VAN));
    }

    @Test
    void aPackSeenAfterItsLastMoveIsWhereItWasSeen() {
        List<PackMove> moves = List.of(move(0, NORTH, Kind.IN, null, null), move(30, NORTH, Kind.OUT, VAN, null));

        assertThat(PackStay.journey(moves, SOUTH, SLOT, at(90)).getLast())
                .isEqualTo(new PackStay(new InSlot(SOUTH, SLOT), at(90), null, null, null));
        assertThat(PackStay.journey(moves, NORTH, SLOT, at(30))).isEqualTo(PackStay.journey(moves));
    }

    @Test
    void aPackSeenElsewhereHasLeftEvenIfNobodySaidSo() {
        List<PackStay> journey = PackStay.journey(
                List.of(move(0, NORTH, Kind.SEEN, null, null), move(30, SOUTH, Kind.SEEN, null, null)));

        assertThat(journey).extracting(PackStay::until).containsExactly(at(30), null);
    }

    @Test
    void theVehicleMayBeToldAfterThePackLeft() {
        List<PackStay> journey = PackStay.journey(List.of(
                move(0, NORTH, Kind.SEEN, null, null),
                move(10, NORTH, Kind.OUT, null, null),
                move(12, NORTH, Kind.OUT, VAN, null)));

        assertThat(journey).extracting(PackStay::place).containsExactly(new InSlot(NORTH, SLOT), new InVehicle(VAN));
        assertThat(journey.getLast().from()).isEqualTo(at(10));
    }

    @Test
    void whereToIsLeftOpenWhenNobodySaysSo() {
        List<PackStay> journey = PackStay.journey(List.of(move(10, NORTH, Kind.OUT, null, null)));

        assertThat(journey).extracting(PackStay::place).containsExactly(new Elsewhere(NORTH, SLOT));
    }

    @Test
    void theOrderInWhichMovesAreKnownDoesNotMatter() {
        List<PackMove> moves = List.of(
                move(0, NORTH, Kind.IN, null, 20.0),
                move(60, NORTH, Kind.OUT, VAN, 95.0),
                move(300, SOUTH, Kind.IN, VAN, 11.0),
                move(400, SOUTH, Kind.SEEN, null, 15.0),
                move(500, SOUTH, Kind.OUT, null, 99.0));
        List<PackMove> shuffled = new ArrayList<>(moves);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(PackStay.journey(shuffled))
                .isEqualTo(PackStay.journey(moves))
                .hasSize(4);
    }

    private static PackMove move(
            int second, StationId station, Kind kind, @Nullable VehicleId vehicle, @Nullable Double soc) {
        return new PackMove(
                new PackId("P-1"), at(second), station, SLOT, kind, "e" + second, vehicle, PackCondition.ofSoc(soc));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
