package io.fleetport.application.station;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.StampEncoding;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.Fault;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is out of order at one station. Raising and clearing may come in any order. Used by one thread. */
final class FaultBook {

    /** Faults remembered, those that were cleared among them; those go first, then the oldest. */
    private static final int MOST = 256;

    /** The last raising and the last clearing told; null when none was. */
    record Entry(
            StationEvent.@Nullable FaultRaised raised,
            @Nullable EventStamp cleared) {

        private Instant at() {
            StationEvent.FaultRaised last = raised;
            return last != null ? last.stamp().at() : cleared != null ? cleared.at() : Instant.MIN;
        }

        boolean stands() {
            return raised != null && (cleared == null || EventStamp.ORDER.compare(raised.stamp(), cleared) > 0);
        }
    }

    private static final Comparator<Entry> LEAST_WORTH_KEEPING =
            Comparator.comparing(Entry::stands).thenComparing(Entry::at);

    final Map<FaultId, Entry> entries = new TreeMap<>();
    private @Nullable List<Fault> listed;

    /** By id. */
    List<Fault> standing() {
        List<Fault> list = listed;
        if (list == null) {
            list = new ArrayList<>();
            for (Entry entry : entries.values()) {
                StationEvent.FaultRaised raised = entry.raised();
                if (raised != null && entry.stands()) {
                    list.add(new Fault(
                            raised.fault(), raised.stamp().at(), raised.slot(), raised.connector(), raised.detail()));
                }
            }
            listed = list;
        }
        return list;
    }

    void add(StationEvent.FaultRaised event) {
        Entry known = entries.getOrDefault(event.fault(), new Entry(null, null));
        if (known.raised() == null
                || EventStamp.ORDER.compare(event.stamp(), known.raised().stamp()) > 0) {
            put(event.fault(), new Entry(event, known.cleared()));
        }
    }

    void add(StationEvent.FaultCleared event) {
        Entry known = entries.getOrDefault(event.fault(), new Entry(null, null));
        if (known.cleared() == null || EventStamp.ORDER.compare(event.stamp(), known.cleared()) > 0) {
            put(event.fault(), new Entry(known.raised(), event.stamp()));
        }
    }

    private void put(FaultId id, Entry entry) {
        entries.put(id, entry);
        listed = null;
        if (entries.size() > MOST) {
            entries.entrySet().stream()
                    .min(Map.Entry.comparingByValue(LEAST_WORTH_KEEPING))
                    .ifPresent(least -> entries.remove(least.getKey()));
        }
    }

    /** What {@link #read} goes on from. */
    void write(ByteSink sink) {
        sink.putVarint(entries.size());
        for (Map.Entry<FaultId, FaultBook.Entry> entry : entries.entrySet()) {
            sink.putText(entry.getKey().value());
            StationEvent.FaultRaised raised = entry.getValue().raised();
            sink.putByte(raised == null ? 0 : 1);
            if (raised != null) {
                StampEncoding.put(raised.stamp(), sink);
                sink.putText(raised.slot() == null ? "" : raised.slot().value());
                sink.putText(
                        raised.connector() == null ? "" : raised.connector().value());
                sink.putText(raised.detail() == null ? "" : raised.detail());
            }
            EventStamp cleared = entry.getValue().cleared();
            sink.putByte(cleared == null ? 0 : 1);
            if (cleared != null) {
                StampEncoding.put(cleared, sink);
            }
        }
    }

    /** Takes in what {@link #write} wrote, into a book that is empty. */
    void read(ByteSource source) {
        for (int left = source.getCount(4); left > 0; left--) {
            FaultId id = new FaultId(source.getText());
            StationEvent.@Nullable FaultRaised raised = null;
            if (source.getByte() == 1) {
                EventStamp stamp = StampEncoding.get(source);
                String slot = source.getText();
                String connector = source.getText();
                String detail = source.getText();
                raised = new StationEvent.FaultRaised(
                        stamp,
                        id,
                        slot.isEmpty() ? null : new SlotId(slot),
                        connector.isEmpty() ? null : new ConnectorId(connector),
                        detail.isEmpty() ? null : detail);
            }
            @Nullable EventStamp cleared = source.getByte() == 1 ? StampEncoding.get(source) : null;
            entries.put(id, new FaultBook.Entry(raised, cleared));
        }
    }
}
