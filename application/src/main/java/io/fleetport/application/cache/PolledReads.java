package io.fleetport.application.cache;

import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Vehicles;

/** What everybody asks for again and again is shown from these: out of the cache where there is one, else out of the store. */
public record PolledReads(Vehicles vehicles, Stations stations) {}
