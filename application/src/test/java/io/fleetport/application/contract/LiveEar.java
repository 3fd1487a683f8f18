package io.fleetport.application.contract;

import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a follower hears. Readings are known by their fingerprints. */
public class LiveEar implements LiveBus.Follower {

    public final List<Long> heard = new CopyOnWriteArrayList<>();
    public final List<String> ids = new CopyOnWriteArrayList<>();
    public final List<String> resets = new CopyOnWriteArrayList<>();
    public final List<Boolean> lost = new CopyOnWriteArrayList<>();

    @Override
    public void next(String id, LiveEvent event) {
        ids.add(id);
        heard.add(((LiveEvent.Heard) event).reading().fingerprint());
    }

    @Override
    public void reset(String id) {
        resets.add(id);
    }

    @Override
    public void lost() {
        lost.add(true);
    }
}
