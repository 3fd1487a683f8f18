package io.fleetport.application.port.out;

/** A place besides the stores that holds something of vehicles and can let it go. Safe to call from many threads. */
public interface Erasable {

    /** As the report names it, in small letters: {@code archive}. */
    String place();

    /**
     * Removes what it holds. Doing it again removes what is left.
     *
     * @return how many pieces were removed
     * @throws PortUnavailable when not all could be
     */
    long erase(ErasureScope.Messages messages);
}
