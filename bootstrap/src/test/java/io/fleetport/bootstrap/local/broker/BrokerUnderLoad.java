package io.fleetport.bootstrap.local.broker;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.StationAuthority;
import io.fleetport.mqtt.link.StationMessages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A broker on a folder, with an intake that takes 5 ms for whatever waits, as a commit does. Measured by {@link StationLoad}
 * from another process.
 *
 * <p>Arguments: folder, port.
 */
final class BrokerUnderLoad {

    private BrokerUnderLoad() {}

    public static void main(String[] arguments) throws Exception {
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
        StationAuthority authority = StationAuthority.in(data.stationAuthority(), Clock.systemUTC());
        SlowCommits commits = new SlowCommits();
        long began = System.nanoTime();
        EmbeddedBroker broker = EmbeddedBroker.start(
                data,
                EmbeddedBrokerSettings.defaults().withPort(Integer.parseInt(arguments[1])),
                authority.issueServer(),
                authority.certificate(),
                authority.issueOwn(),
                commits,
                (station, topic, payload) -> System.out.println("refused " + station + " " + topic),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        System.out.printf("listening on %d after %d ms%n", broker.port(), (System.nanoTime() - began) / 1_000_000);
        commits.run();
    }

    private static final class SlowCommits implements StationMessages {

        private static final int ROOM = 20_000;

        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(ROOM);
        private final BlockingQueue<Runnable> turnedAway = new LinkedBlockingQueue<>();

        @Override
        public boolean offer(String topic, byte[] payload, Instant receivedAt, Runnable acknowledge) {
            return waiting.offer(acknowledge);
        }

        @Override
        public void whenRoom(String topic, Runnable resume) {
            turnedAway.add(resume);
        }

        void run() throws InterruptedException {
            long reported = System.nanoTime();
            long count = 0;
            while (true) {
                List<Runnable> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch, 4_999);
                Thread.sleep(5);
                batch.forEach(Runnable::run);
                List<Runnable> room = new ArrayList<>();
                turnedAway.drainTo(room);
                room.forEach(Runnable::run);
                count += batch.size();
                if (System.nanoTime() - reported > 5_000_000_000L) {
                    Runtime heap = Runtime.getRuntime();
                    System.out.printf(
                            "%d messages/s, heap %d MiB of %d%n",
                            count * 1_000_000_000L / (System.nanoTime() - reported),
                            (heap.totalMemory() - heap.freeMemory()) >> 20,
                            heap.totalMemory() >> 20);
                    reported = System.nanoTime();
                    count = 0;
                }
            }
        }
    }
}
