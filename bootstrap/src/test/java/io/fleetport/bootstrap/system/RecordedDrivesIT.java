package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.trip.DriveSet;
import io.fleetport.application.trip.GroundTruth;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Really recorded drives go through the real protocols, process to process, and come out as trips over REST. The table
 * it prints is the product's accuracy.
 */
@Order(7)
class RecordedDrivesIT {

    @Test
    void tripsOverRestAgreeWithTheGroundTruth() {
        UndisturbedRun run = UndisturbedRun.get();
        List<JsonNode> trips = run.seen().trips();
        SoftAssertions table = new SoftAssertions();
        System.out.println(GroundTruth.Score.header());
        for (String set : DriveSet.LABELLED) {
            GroundTruth truth = GroundTruth.read(set);
            GroundTruth.Score score = truth.score(RecordedDrives.found(trips, truth));
            System.out.println(score);
            boolean petrol = set.startsWith("fuel");
            table.assertThat(score.boundaryF1()).as(set + " boundary F1").isGreaterThanOrEqualTo(0.98);
            table.assertThat(score.distanceErrorPercent())
                    .as(set + " median distance error in percent")
                    .isLessThanOrEqualTo(petrol ? 1 : 4);
            if (petrol) {
                table.assertThat(score.fuelErrorPercent())
                        .as(set + " median fuel error in percent")
                        .isLessThanOrEqualTo(3);
            }
        }
        table.assertAll();
        assertThat(run.log()).doesNotContainPattern("5YJ3E1EA[A-HJ-NPR-Z0-9]{9}");
    }
}
