package io.fleetport.aws.migration;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.TelemetryLedger;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores that go away with a commit, and stay away. */
final class BreakingStores {

    private final PortableStores behind;
    private final int commits;
    private final AtomicInteger made = new AtomicInteger();

    /** @param commits how many there are before it breaks */
    BreakingStores(PortableStores behind, int commits) {
        this.behind = behind;
        this.commits = commits;
    }

    PortableStores stores() {
        TelemetryLedger ledger = passing(TelemetryLedger.class, behind.ledger(), "commit", () -> {
            if (made.incrementAndGet() > commits) {
                throw new PortUnavailable("gone", new IOException("cut"));
            }
            return null;
        });
        return passing(PortableStores.class, behind, "ledger", () -> ledger);
    }

    private interface Instead {
        /** Null to go on to what is behind. */
        Object answer();
    }

    private static <T> T passing(Class<T> port, T behind, String method, Instead instead) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, called, given) -> {
                    Object answer = called.getName().equals(method) ? instead.answer() : null;
                    try {
                        return answer != null ? answer : called.invoke(behind, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
