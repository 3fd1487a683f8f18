package io.fleetport.application.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.station.StationMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever order, duplication and batching a station's messages come in with, what is known of it is the same. */
class StationInAnyOrderTest {

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void aShuffleOfAllMessagesGivesTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        List<StationMessage> messages = StationLife.of(random, 150);
        List<StationMessage> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);
        same(messages, shuffled, random);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void someMessagesAFewPlacesLateGiveTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        List<StationMessage> messages = StationLife.of(random, 300);
        List<StationMessage> disordered = new ArrayList<>(messages);
        for (int i = 0; i < disordered.size(); i++) {
            if (random.nextInt(4) == 0) {
                int to = Math.min(disordered.size() - 1, i + random.nextInt(12));
                disordered.add(to, disordered.remove(i));
            }
        }
        same(messages, disordered, random);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void whatIsLostLeavesTheSameGapsInAnyOrder(@ForAll long seed) {
        Random random = new Random(seed);
        List<StationMessage> messages = new ArrayList<>(StationLife.of(random, 150));
        messages.removeIf(message -> random.nextInt(5) == 0);
        List<StationMessage> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);
        same(messages, shuffled, random);
    }

    private static void same(List<StationMessage> inOrder, List<StationMessage> asHeard, Random random) {
        OneStation reference = new OneStation();
        inOrder.forEach(reference::say);
        OneStation station = new OneStation();
        List<StationMessage> heard = new ArrayList<>(asHeard);
        for (int twice = random.nextInt(20); twice > 0; twice--) {
            int from = random.nextInt(asHeard.size());
            heard.add(from + random.nextInt(heard.size() - from), asHeard.get(from));
        }
        int most = 1 + random.nextInt(40);
        for (int from = 0; from < heard.size(); ) {
            int until = Math.min(heard.size(), from + 1 + random.nextInt(most));
            station.say(heard.subList(from, until));
            from = until;
            if (random.nextInt(10) == 0) {
                station.restart();
            }
        }
        reference.fallSilent(OneStation.END_OF_TIME);
        station.fallSilent(OneStation.END_OF_TIME);
        assertThat(station.content()).isEqualTo(reference.content());
        assertThat(reference.content().reports()).isNotEmpty();
    }
}
