package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.AdmitVehicles;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Asks whether vehicles may speak on a few threads of its own, because a store may have to be asked and the threads of the
 * network must not wait. Safe to use from many threads.
 */
final class Admissions implements AutoCloseable {

    /** As many questions at a time as a store with few connections answers side by side. */
    private static final int THREADS = 4;

    private final AdmitVehicles admission;
    private final ThreadPoolExecutor threads;

    /** @param most questions that may wait: one per connection */
    Admissions(AdmitVehicles admission, int most) {
        this.admission = admission;
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(most),
                Thread.ofPlatform().daemon().name("vehicle-admission-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Fails with what the store threw, or when there is no more room.
     *
     * @param connected how many of the organization's vehicles are connected
     */
    CompletableFuture<AdmitVehicles.Verdict> ask(OrganizationId organization, String vin, IntSupplier connected) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        AdmitVehicles.Verdict verdict = admission.admit(organization, vin);
                        return verdict == AdmitVehicles.Verdict.ADMITTED
                                        && connected.getAsInt() >= admission.mostConnected(organization)
                                ? AdmitVehicles.Verdict.QUOTA
                                : verdict;
                    },
                    threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
