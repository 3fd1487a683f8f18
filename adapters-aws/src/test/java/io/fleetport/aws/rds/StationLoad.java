package io.fleetport.aws.rds;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.contract.StationDraft;
import io.fleetport.application.contract.StationSample;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Stations with twelve packs each that all report at the same time, and one in ten also tells of its packs. */
final class StationLoad implements StoreThroughput.Load {

    private static final int SLOTS = 12;
    private static final int TELLS_OF_PACKS = 10;

    private final List<StationKey> keys = new ArrayList<>();
    private final boolean withArchive;
    private final byte[] memory = new byte[600];
    private final byte[] raw = new byte[200];
    private Instant now = Sample.NOW;

    StationLoad(int stations, List<String> options) {
        OrganizationId organization = Sample.anOrganization();
        for (int i = 0; i < stations; i++) {
            keys.add(StationSample.aStationOf(organization));
        }
        withArchive = options.contains("archive");
    }

    @Override
    public Batch batch(int version) {
        now = now.plusSeconds(5);
        StationDraft draft = StationDraft.stations();
        List<ArchivedMessage> raws = new ArrayList<>();
        List<Slot> slots = slots();
        for (int i = 0; i < keys.size(); i++) {
            StationKey key = keys.get(i);
            StationReport report = StationSample.report(now, version, StationStatus.OPERATIONAL, StationSample.BERLIN);
            StationState state =
                    new StationState(report, new StationState.Presence(true, Sample.NOW), slots, List.of(), now);
            draft.moves(key, version, StationSample.standing(key, state, memory))
                    .hears(key, report);
            if ((i + version) % TELLS_OF_PACKS == 0) {
                PackCondition condition = new PackCondition(version % 100 + 0.5, 96.0, 31.25);
                for (int slot = 0; slot < SLOTS; slot++) {
                    draft.sees(key, new PackId(key.station() + "-" + slot), now, condition);
                }
            }
            if (withArchive) {
                raws.add(new ArchivedMessage(key, "mqtt", now, raw));
            }
        }
        BatchDraft batch = BatchDraft.batch().and(draft);
        return withArchive
                ? batch.archives(new ArchiveBatch(UUID.randomUUID(), raws)).done()
                : batch.done();
    }

    private List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            SlotContent content = new SlotContent.Holding(
                    new PackId("P-" + i),
                    i < SLOTS / 2 ? SlotContent.Use.READY : SlotContent.Use.CHARGING,
                    new PackCondition(63.5 + i, 96.0, 31.25));
            slots.add(new Slot(new SlotId("" + i), content, now));
        }
        return slots;
    }
}
