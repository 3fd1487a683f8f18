package io.fleetport.bootstrap.wiring;

/** For what is done in the background, by any one process or by several at once. */
final class DoesJobs extends OfRole {

    DoesJobs() {
        super(ProcessRole.JOBS);
    }
}
