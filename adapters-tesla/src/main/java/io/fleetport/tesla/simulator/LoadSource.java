package io.fleetport.tesla.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One vehicle of a made-up load. */
final class LoadSource implements RecordSource {

    private static final int RECORDS_BETWEEN_MISDEEDS = 100;

    private final LoadSchedule schedule;
    private final int vehicle;
    private final String name;
    private final String vin;
    private final LoopDrive drive;
    private final LoopRecords records;
    private final List<Misbehaviour> misbehaviours;
    private Instant previous = Instant.EPOCH;
    private long number;
    private int misdeeds;

    LoadSource(
            StreamAddress stream,
            LoadSchedule schedule,
            int vehicle,
            LoopRecords records,
            List<Misbehaviour> misbehaviours) {
        this.name = "LOAD-" + (vehicle + 1);
        this.schedule = schedule;
        this.vehicle = vehicle;
        this.vin = SimulatedVin.of(stream, name);
        this.drive = new LoopDrive(vehicle);
        this.records = records;
        this.misbehaviours = misbehaviours;
    }

    String vin() {
        return vin;
    }

    @Override
    public long due() {
        return schedule.due(vehicle, number);
    }

    @Override
    public Outgoing next(boolean firstOfConnection) {
        Instant intended = schedule.intended(vehicle, number).truncatedTo(ChronoUnit.MILLIS);
        Instant createdAt = intended.isAfter(previous) ? intended : previous.plusMillis(1);
        previous = createdAt;
        drive.pass(schedule.secondsSincePrevious(vehicle, number));
        number++;
        if (!misbehaviours.isEmpty() && number % RECORDS_BETWEEN_MISDEEDS == 0) {
            return misbehaviours.get(misdeeds++ % misbehaviours.size()).commit(vin, createdAt);
        }
        return records.record(drive, vin, firstOfConnection ? name : "", createdAt);
    }
}
