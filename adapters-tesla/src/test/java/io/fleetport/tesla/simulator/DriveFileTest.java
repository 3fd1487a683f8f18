package io.fleetport.tesla.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriveFileTest {

    @TempDir
    Path folder;

    @Test
    void readsEveryRowOfARealDriveAsItIsWritten() throws IOException {
        try (DriveFile file = DriveFile.open(Resources.SCOOTER)) {
            List<DriveRow> rows = all(file);
            DriveRow first = rows.getFirst();
            assertThat(rows).hasSize(60);
            assertThat(first.vehicleId()).isEqualTo("SCOOTER-1");
            assertThat(first.observedAt()).isEqualTo(Instant.parse("2023-10-12T13:35:24Z"));
            assertThat(first.value(DriveColumn.LATITUDE)).isEqualTo(53.391607);
            assertThat(first.value(DriveColumn.LONGITUDE)).isEqualTo(-6.263688);
            assertThat(first.value(DriveColumn.SPEED)).isEqualTo(0);
            assertThat(first.value(DriveColumn.ALTITUDE)).isEqualTo(57.220276);
            assertThat(first.value(DriveColumn.STATE_OF_CHARGE)).isEqualTo(97);
            assertThat(first.has(DriveColumn.HEADING)).isFalse();
            assertThat(rows.getLast().observedAt()).isEqualTo(Instant.parse("2023-10-12T13:38:29Z"));
            assertThat(file.badRows()).isZero();
        }
    }

    @Test
    void readsGzippedFilesAndKnowsTheirColumns() throws IOException {
        try (DriveFile file = DriveFile.open(Resources.PETROL)) {
            assertThat(file.hasColumn(DriveColumn.FUEL_RATE)).isTrue();
            assertThat(file.hasColumn(DriveColumn.STATE_OF_CHARGE)).isFalse();
            assertThat(all(file)).hasSize(90).extracting(DriveRow::vehicleId).contains("EC-559e22c2", "EC-5dcd0bf3");
        }
    }

    @Test
    void passesOverLinesItCannotReadAndTellsWhere() throws IOException {
        Path path = write("""
                vehicle_id,ts,speed_kmh,colour
                A,2020-01-01T00:00:00Z,10,red
                A,yesterday,11,red
                A,2020-01-01T00:00:02Z,fast,red
                ,2020-01-01T00:00:03Z,13,red
                A,2020-01-01T00:00:04Z
                A,2020-01-01T00:00:05Z,1e999,red

                "A, the first",2020-01-01T00:00:06.250Z,,"re""d"
                """);
        try (DriveFile file = DriveFile.open(path)) {
            List<DriveRow> rows = all(file);
            assertThat(rows).extracting(DriveRow::vehicleId).containsExactly("A", "A, the first");
            assertThat(rows.get(1).observedAt()).isEqualTo(Instant.parse("2020-01-01T00:00:06.250Z"));
            assertThat(rows.get(1).has(DriveColumn.SPEED)).isFalse();
            assertThat(file.badRows()).isEqualTo(5);
            assertThat(file.badLines()).hasSize(5).first().asString().startsWith("drive.csv line 3:");
        }
    }

    @Test
    void aFileWithoutVehicleOrTimeIsNoDrive() throws IOException {
        Path path = write("id,ts\nA,2020-01-01T00:00:00Z\n");
        assertThatThrownBy(() -> DriveFile.open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("vehicle_id");
    }

    @Test
    void theSpoolSortsMixedVehiclesAndKeepsTheOrderOfEach() throws IOException {
        try (DriveSpool spool = new DriveSpool()) {
            for (int i = 0; i < 300; i++) {
                double[] values = new double[DriveColumn.values().length];
                values[0] = i;
                spool.add(new DriveRow(i % 3 == 0 ? "odd" : "even", Instant.ofEpochSecond(1000 - i, i), values));
            }
            assertThat(spool.vehicles()).hasSize(2);
            for (DriveSpool.Vehicle vehicle : spool.vehicles()) {
                int expected = vehicle.vehicleId().equals("odd") ? 0 : 1;
                long count = 0;
                for (DriveRow row = vehicle.next(); row != null; row = vehicle.next()) {
                    assertThat(row.values()[0]).isEqualTo(expected);
                    assertThat(row.observedAt()).isEqualTo(Instant.ofEpochSecond(1000 - expected, expected));
                    expected += expected % 3 == 1 ? 1 : expected % 3 == 2 ? 2 : 3;
                    count++;
                }
                assertThat(count)
                        .isEqualTo(vehicle.rows())
                        .isEqualTo(vehicle.vehicleId().equals("odd") ? 100 : 200);
            }
        }
    }

    private static List<DriveRow> all(DriveFile file) throws IOException {
        List<DriveRow> rows = new ArrayList<>();
        for (DriveRow row = file.next(); row != null; row = file.next()) {
            rows.add(row);
        }
        return rows;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("drive.csv"), text);
    }
}
