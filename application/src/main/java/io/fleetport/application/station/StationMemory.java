package io.fleetport.application.station;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Micros;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.SequenceLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a station's timeline remembers besides what is shown, as bytes: a version, then each book. */
record StationMemory(SlotBook slots, FaultBook faults, SessionBook sessions, SwapBook swaps, SequenceLog sequences) {

    private static final int VERSION = 1;

    /**
     * What {@link #write} wrote; nothing for no bytes.
     *
     * @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code
     */
    static StationMemory read(byte[] bytes) {
        SlotBook slots = new SlotBook();
        FaultBook faults = new FaultBook();
        SessionBook sessions = new SessionBook();
        SwapBook swaps = new SwapBook();
        if (bytes.length == 0) {
            return new StationMemory(slots, faults, sessions, swaps, SequenceLog.of(List.of()));
        }
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("memory is of version " + version + ", known is " + VERSION);
        }
        SequenceLog sequences = readSequences(source);
        slots.read(source);
        faults.read(source);
        sessions.read(source);
        swaps.read(source);
        source.end();
        return new StationMemory(slots, faults, sessions, swaps, sequences);
    }

    byte[] write() {
        ByteSink sink = new ByteSink(256);
        sink.putByte(VERSION);
        writeSequences(sink);
        slots.write(sink);
        faults.write(sink);
        sessions.write(sink);
        swaps.write(sink);
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

    private static Instant instant(ByteSource source) {
        return Micros.toInstant(source.getLong());
    }
}
