package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationCommandChannel;
import io.fleetport.domain.station.StationCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A way to the stations that takes commands, is cut off, or holds them, as the test says. */
final class HeldChannel implements StationCommandChannel {

    private final List<StationCommand> taken = new ArrayList<>();
    private CompletionStage<Void> answer = CompletableFuture.completedStage(null);

    @Override
    public synchronized CompletionStage<Void> send(StationCommand command) {
        taken.add(command);
        return answer;
    }

    synchronized void cutOff() {
        answer = CompletableFuture.failedStage(new PortUnavailable("no broker", new IOException("no route")));
    }

    synchronized void breakDown() {
        answer = CompletableFuture.failedStage(new IllegalStateException("a bug"));
    }

    /** What is sent from now on is on its way until the future completes. */
    synchronized CompletableFuture<Void> hold() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        answer = held;
        return held;
    }

    synchronized List<StationCommand> taken() {
        return List.copyOf(taken);
    }
}
