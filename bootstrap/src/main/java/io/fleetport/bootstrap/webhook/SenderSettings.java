package io.fleetport.bootstrap.webhook;

import java.time.Duration;
import java.util.Set;

/**
 * Where webhooks may lead, and how long is waited for them.
 *
 * @param allowHttp whether without TLS, where everybody on the way can read along
 * @param allowPrivate whether to addresses of private networks and this machine
 * @param ports which; empty when any
 * @param timeout for all of one delivery: name service, connection, answer
 * @param mostHeadBytes of the answer's status line and headers
 */
public record SenderSettings(
        boolean allowHttp, boolean allowPrivate, Set<Integer> ports, Duration timeout, int mostHeadBytes) {

    public static final SenderSettings DEFAULT =
            new SenderSettings(false, false, Set.of(443, 8443), Duration.ofSeconds(15), 16 << 10);

    public SenderSettings {
        ports = Set.copyOf(ports);
        if (!timeout.isPositive() || mostHeadBytes < 64) {
            throw new IllegalArgumentException("timeout must be positive and mostHeadBytes 64 or more but are "
                    + timeout + " and " + mostHeadBytes);
        }
    }
}
