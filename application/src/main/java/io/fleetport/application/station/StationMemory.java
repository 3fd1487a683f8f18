package io.fleetport.application.station;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.StampEncoding;
import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.SessionFactsEncoding;
import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.SequenceLog;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.SwapFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a station's timeline remembers besides what is shown, as bytes: a version, then each book. */
record StationMemory(FaultBook faults, SessionBook sessions, SwapBook swaps, SequenceLog sequences) {

    private static final int VERSION = 1;

    static StationMemory read(byte[] bytes) {
        FaultBook faults = new FaultBook();
        SessionBook sessions = new SessionBook();
        SwapBook swaps = new SwapBook();
        if (bytes.length == 0) {
            return new StationMemory(faults, sessions, swaps, SequenceLog.of(List.of()));
        }
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("memory is of version " + version + ", known is " + VERSION);
        }
        SequenceLog sequences = readSequences(source);
        readFaults(source, faults);
        readSessions(source, sessions);
        readSwaps(source, swaps);
        source.end();
        return new StationMemory(faults, sessions, swaps, sequences);
    }

    byte[] write() {
        ByteSink sink = new ByteSink(256);
        sink.putByte(VERSION);
        writeSequences(sink);
        writeFaults(sink);
        writeSessions(sink);
        writeSwaps(sink);
        return sink.toByteArray();
    }

    private void writeSequences(ByteSink sink) {
        List<SequenceLog.Boot> boots = sequences.boots();
        sink.putVarint(boots.size());
        for (SequenceLog.Boot boot : boots) {
            sink.putVarint(boot.boot());
            sink.putVarint(boot.lowest());
            sink.putLong(Micros.of(boot.lowestAt()));
            sink.putVarint(boot.forgottenUpTo());
            sink.putVarint(boot.highest());
            sink.putLong(Micros.of(boot.highestAt()));
            sink.putVarint(boot.holes().size());
            for (LostEvents hole : boot.holes()) {
                sink.putVarint(hole.first());
                sink.putVarint(hole.last());
                sink.putLong(Micros.of(hole.from()));
                sink.putLong(Micros.of(hole.until()));
            }
        }
    }

    private static SequenceLog readSequences(ByteSource source) {
        List<SequenceLog.Boot> boots = new ArrayList<>();
        for (int left = source.getCount(21); left > 0; left--) {
            long number = source.getVarint();
            long lowest = source.getVarint();
            Instant lowestAt = instant(source);
            long forgotten = source.getVarint();
            long highest = source.getVarint();
            Instant highestAt = instant(source);
            List<LostEvents> holes = new ArrayList<>();
            for (int more = source.getCount(18); more > 0; more--) {
                holes.add(new LostEvents(
                        number, source.getVarint(), source.getVarint(), instant(source), instant(source)));
            }
            boots.add(new SequenceLog.Boot(number, lowest, lowestAt, forgotten, highest, highestAt, holes));
        }
        return SequenceLog.of(boots);
    }

    private void writeFaults(ByteSink sink) {
        sink.putVarint(faults.entries.size());
        for (Map.Entry<FaultId, FaultBook.Entry> entry : faults.entries.entrySet()) {
            sink.putText(entry.getKey().value());
            StationEvent.FaultRaised raised = entry.getValue().raised();
            sink.putByte(raised == null ? 0 : 1);
            if (raised != null) {
                StampEncoding.put(raised.stamp(), sink);
                sink.putText(raised.slot() == null ? "" : raised.slot().value());
                sink.putText(raised.connector() == null ? "" : raised.connector().value());
                sink.putText(raised.detail() == null ? "" : raised.detail());
            }
            EventStamp cleared = entry.getValue().cleared();
            sink.putByte(cleared == null ? 0 : 1);
            if (cleared != null) {
                StampEncoding.put(cleared, sink);
            }
        }
    }

    private static void readFaults(ByteSource source, FaultBook faults) {
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
            faults.entries.put(id, new FaultBook.Entry(raised, cleared));
        }
    }

    private void writeSessions(ByteSink sink) {
        sink.putVarint(sessions.held.entries().size());
        sessions.held.entries().forEach((id, entry) -> {
            SessionFactsEncoding.put(entry.facts(), sink);
            sink.putText(entry.told() == null ? "" : entry.told().name());
        });
        sink.putVarint(sessions.connectors.size());
        sessions.connectors.forEach((connector, log) -> {
            sink.putText(connector.value());
            sink.putVarint(log.intervals().size());
            for (ConnectorLog.Interval interval : log.intervals()) {
                sink.putText(interval.session().value());
                sink.putLong(Micros.of(interval.startedAt()));
                sink.putByte(interval.endedAt() == null ? 0 : 1);
                if (interval.endedAt() != null) {
                    sink.putLong(Micros.of(interval.endedAt()));
                }
            }
        });
    }

    private static void readSessions(ByteSource source, SessionBook sessions) {
        for (int left = source.getCount(20); left > 0; left--) {
            SessionFacts facts = SessionFactsEncoding.get(source);
            sessions.held.restore(facts.id(), facts, told(source, Sessions.State.class));
        }
        for (int left = source.getCount(3); left > 0; left--) {
            ConnectorId connector = new ConnectorId(source.getText());
            List<ConnectorLog.Interval> intervals = new ArrayList<>();
            for (int more = source.getCount(11); more > 0; more--) {
                SessionId session = new SessionId(source.getText());
                Instant startedAt = instant(source);
                intervals.add(new ConnectorLog.Interval(
                        session, startedAt, source.getByte() == 0 ? null : instant(source)));
            }
            sessions.connectors.put(connector, ConnectorLog.of(intervals));
        }
    }

    private void writeSwaps(ByteSink sink) {
        sink.putVarint(swaps.held.entries().size());
        swaps.held.entries().forEach((id, entry) -> {
            SwapFactsEncoding.put(entry.facts(), sink);
            sink.putText(entry.told() == null ? "" : entry.told().name());
        });
    }

    private static void readSwaps(ByteSource source, SwapBook swaps) {
        for (int left = source.getCount(4); left > 0; left--) {
            SwapFacts facts = SwapFactsEncoding.get(source);
            swaps.held.restore(facts.id(), facts, told(source, Swaps.State.class));
        }
    }

    private static <S extends Enum<S>> @Nullable S told(ByteSource source, Class<S> states) {
        String name = source.getText();
        return name.isEmpty() ? null : Enum.valueOf(states, name);
    }

    private static Instant instant(ByteSource source) {
        return Micros.toInstant(source.getLong());
    }
}
