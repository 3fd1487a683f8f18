package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Ready as long as the store answers the cheapest of questions, whichever store it is. */
@Singleton
@Readiness
final class StoreReadiness implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(StoreReadiness.class);

    private static final OrganizationId NOBODY = new OrganizationId("health-check");
    private static final VehicleId NONE = new VehicleId(new UUID(0, 0));

    private final Vehicles vehicles;
    private final ExecutorService executor;

    StoreReadiness(Vehicles vehicles, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.vehicles = vehicles;
        this.executor = executor;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromCallable(this::ask).subscribeOn(Schedulers.fromExecutorService(executor));
    }

    private HealthResult ask() {
        HealthStatus status;
        try {
            vehicles.find(NOBODY, NONE);
            status = HealthStatus.UP;
        } catch (RuntimeException e) {
            log.warn("not ready: the store does not answer: {}", e.toString());
            status = HealthStatus.DOWN;
        }
        return HealthResult.builder("store", status).build();
    }
}
