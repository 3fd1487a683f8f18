package io.fleetport.mqtt;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Subject;
import java.util.ArrayList;
import java.util.List;

/** An intake that settles when told to, and has as much room as told. */
final class HeldIntake implements IngestTelemetry {

    private final List<Delivery> taken = new ArrayList<>();
    private final List<Delivery> open = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Subject> awaited = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    @Override
    public synchronized boolean offer(Delivery delivery) {
        if (taken.size() >= room) {
            return false;
        }
        taken.add(delivery);
        open.add(delivery);
        return true;
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        synchronized (this) {
            awaited.add(subject);
            if (taken.size() >= room) {
                waiting.add(resume);
                return;
            }
        }
        resume.run();
    }

    synchronized void settleAll() {
        open.forEach(HeldIntake::settle);
        open.clear();
    }

    private static void settle(Delivery delivery) {
        delivery.settlement()
                .settled(
                        delivery.content() instanceof Delivery.Unusable unusable
                                ? new Outcome.DeadLettered(unusable.reason(), unusable.detail())
                                : Outcome.ACCEPTED);
    }

    /** Takes so many deliveries in all, from the beginning. */
    void room(int deliveries) {
        List<Runnable> resumed;
        synchronized (this) {
            room = deliveries;
            resumed = List.copyOf(waiting);
            waiting.clear();
        }
        resumed.forEach(Runnable::run);
    }

    synchronized List<Delivery> taken() {
        return List.copyOf(taken);
    }

    /** Whose room was waited for. */
    synchronized List<Subject> awaited() {
        return List.copyOf(awaited);
    }
}
