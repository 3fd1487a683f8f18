package io.fleetport.tesla.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the recorded drives of one vehicle over HTTP, in their order, batch after batch. Runs on a thread of its own. */
final class HttpVehicle implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HttpVehicle.class);

    private final DriveSpool.Vehicle rows;
    private final ApiSettings settings;
    private final double speedUp;
    private final HttpReadings readings;
    private final Tally tally;
    private final Runnable whenDone;

    HttpVehicle(
            DriveSpool.Vehicle rows,
            ApiSettings settings,
            double speedUp,
            HttpReadings readings,
            Tally tally,
            Runnable whenDone) {
        this.rows = rows;
        this.settings = settings;
        this.speedUp = speedUp;
        this.readings = readings;
        this.tally = tally;
        this.whenDone = whenDone;
    }

    @Override
    public void run() {
        tally.posting.increment();
        try {
            sendAll();
            whenDone.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.warn("a vehicle cannot go on sending", e);
        } finally {
            tally.posting.decrement();
        }
    }

    private void sendAll() throws IOException, InterruptedException {
        EventPacing pacing = new EventPacing(speedUp, System.nanoTime());
        List<DriveRow> batch = new ArrayList<>(settings.readingsPerPost());
        long flushNanos = 0;
        for (DriveRow row = rows.next(); row != null; row = rows.next()) {
            long due = pacing.due(row.observedAt());
            if (!batch.isEmpty() && (batch.size() == settings.readingsPerPost() || due > flushNanos)) {
                sleepUntil(batch.size() == settings.readingsPerPost() ? RecordSource.NOW : flushNanos);
                readings.post(batch);
                batch.clear();
            }
            sleepUntil(due);
            if (batch.isEmpty()) {
                flushNanos = System.nanoTime() + settings.longestWait().toNanos();
            }
            batch.add(row);
        }
        if (!batch.isEmpty()) {
            readings.post(batch);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long now = System.nanoTime();
        if (nanos > now) {
            Thread.sleep(Duration.ofNanos(nanos - now));
        }
    }
}
