package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Subject;
import java.util.ArrayList;
import java.util.List;

/** An intake whose room and settlements are the test's to give. Dead letters settle as such, like in the real one. */
final class HeldIntake implements IngestTelemetry {

    private final List<Delivery> taken = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private boolean settlesAtOnce = true;
    private Outcome outcome = Outcome.ACCEPTED;

    @Override
    public boolean offer(Delivery delivery) {
        boolean settle;
        synchronized (this) {
            if (room == 0) {
                return false;
            }
            room--;
            taken.add(delivery);
            settle = settlesAtOnce;
        }
        if (settle) {
            settle(delivery);
        }
        return true;
    }

    @Override
    public synchronized void whenRoom(Subject subject, Runnable resume) {
        waiting.add(resume);
    }

    synchronized void roomFor(int deliveries) {
        room = deliveries;
    }

    void makeRoom() {
        List<Runnable> resumed;
        synchronized (this) {
            room = Integer.MAX_VALUE;
            resumed = List.copyOf(waiting);
            waiting.clear();
        }
        resumed.forEach(Runnable::run);
    }

    synchronized void hold() {
        settlesAtOnce = false;
    }

    synchronized void answerWith(Outcome next) {
        outcome = next;
    }

    void settleAll() {
        taken().forEach(this::settle);
    }

    synchronized List<Delivery> taken() {
        return List.copyOf(taken);
    }

    synchronized boolean someoneWaits() {
        return !waiting.isEmpty();
    }

    private void settle(Delivery delivery) {
        Outcome answer = delivery.content() instanceof Delivery.Unusable unusable
                ? new Outcome.DeadLettered(unusable.reason(), unusable.detail())
                : outcome;
        delivery.settlement().settled(answer);
    }
}
