package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aTripId;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.deadLetter;
import static io.fleetport.application.contract.Sample.finished;
import static io.fleetport.application.contract.Sample.gap;
import static io.fleetport.application.contract.Sample.reading;
import static io.fleetport.application.contract.Sample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.encoding.VehicleInBytes;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link ErasableStores} must do. */
public interface ErasureContract extends StoreContract {

    Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    Instant FAR_AHEAD = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    default void nothingOfAVehicleIsLeftAndEverythingOfAnother() {
        VehicleKey gone = aVehicle();
        VehicleKey stays = aVehicleOf(gone.organization());
        tell(gone);
        tell(stays);

        Map<String, Long> begun = erasable().begin(all(gone));
        Map<String, Long> finished = erasable().finish(all(gone));

        assertThat(begun).containsOnly(Map.entry("vin", 1L), Map.entry("vehicle", 1L));
        assertThat(finished)
                .containsEntry("reading", 2L)
                .containsEntry("trip", 1L)
                .containsEntry("gap", 1L)
                .containsEntry("dead_letter", 1L);
        assertThat(left(gone)).isEqualTo("vehicle false vin false readings 0 trips 0 gaps 0 letters 0");
        assertThat(left(stays)).isEqualTo("vehicle true vin true readings 2 trips 1 gaps 1 letters 1");
        assertThat(erasable().begin(all(gone)).values()).containsOnly(0L);
        assertThat(erasable().finish(all(gone)).values()).containsOnly(0L);
    }

    @Test
    default void anotherOrganizationErasesNothing() {
        VehicleKey key = aVehicle();
        tell(key);
        VehicleKey foreign = new VehicleKey(Sample.anOrganization(), key.vehicle());

        erasable().begin(all(foreign));
        erasable().finish(all(foreign));

        assertThat(left(key)).isEqualTo("vehicle true vin true readings 2 trips 1 gaps 1 letters 1");
    }

    @Test
    default void ofADriverOnlyWhatTheVehicleSaidInTheIntervalGoes() {
        VehicleKey key = aVehicle();
        tell(key);
        TripId later = aTripId();
        Reading after = reading(key, NOW.plusSeconds(7_200), 3);
        stores().ledger()
                .commit(batch().tells(key, finished(key, later, NOW.plusSeconds(7_200)))
                        .hears(key, after)
                        .done());
        ErasureScope hour = new ErasureScope(key, NOW.minusSeconds(1), NOW.plusSeconds(3_600));

        assertThat(erasable().messages(hour).receivedAt()).containsExactly(NOW);
        assertThat(erasable().begin(hour)).containsEntry("vehicle", 1L);
        assertThat(erasable().finish(hour)).containsEntry("reading", 2L).containsEntry("trip", 1L);

        assertThat(stores().history().between(key, LONG_AGO, FAR_AHEAD, null, 10))
                .containsExactly(after);
        assertThat(stores().trips().find(key.organization(), later)).isPresent();
        assertThat(left(key)).startsWith("vehicle true vin true readings 1 trips 1 gaps 0 letters 0");
        var known = stores().vehicles().find(key.organization(), key.vehicle()).orElseThrow();
        assertThat(known.state().observations()).isEmpty();
        assertThat(erasable().begin(hour)).containsEntry("vehicle", 0L);
    }

    @Test
    default void whoeverHoldsTheVehicleInMemoryFindsOutWhenCommitting() {
        VehicleKey key = aVehicle();
        tell(key);
        ErasureScope hour = new ErasureScope(key, NOW.minusSeconds(1), NOW.plusSeconds(3_600));
        erasable().begin(hour);
        TelemetryLedger.Batch next =
                batch().moves(key, 1, standing(key, "One", NOW.plusSeconds(9))).done();
        assertThatThrownBy(() -> stores().ledger().commit(next)).isInstanceOf(TelemetryLedger.StaleStanding.class);

        erasable().begin(all(key));

        TelemetryLedger.Batch later =
                batch().moves(key, 2, standing(key, "One", NOW.plusSeconds(9))).done();
        assertThatThrownBy(() -> stores().ledger().commit(later)).isInstanceOf(TelemetryLedger.StaleStanding.class);
    }

    @Test
    default void messagesAreTakenOutOfTheOutboxUnlessTheyAreBeingArchived() {
        takeAllThatWaits();
        VehicleKey gone = aVehicle();
        VehicleKey stays = aVehicleOf(gone.organization());
        ErasureScope.Messages messages = erasable().messages(all(gone));
        stores().ledger().commit(batch().archives(of(gone)).done());
        UUID underway = stores().outbox().next(1).orElseThrow().id();
        stores().ledger().commit(batch().archives(of(gone, stays, gone)).done());
        stores().ledger().commit(batch().archives(of(gone)).done());

        assertThat(erasable().outbox(messages)).isEqualTo(new ErasableStores.Outgoing(3, true));

        assertThat(stores().outbox().next(1).orElseThrow().messages()).hasSize(1);
        stores().outbox().done(underway);
        assertThat(erasable().outbox(messages)).isEqualTo(new ErasableStores.Outgoing(0, false));
        assertThat(takeAllThatWaits()).extracting(ArchivedMessage::subject).containsExactly(stays);
    }

    @Test
    default void inStationsRecordsTheVehicleBecomesNobody() {
        StationKey station = StationSample.aStation();
        SwapFacts facts = StationSample.completedSwap("s-1", NOW);
        Swap swap = StationSample.swap(station, facts, NOW);
        VehicleId vehicle = swap.vehicle();
        PackId pack = new PackId("P-" + UUID.randomUUID());
        var session = StationSample.endedSession("c-1", NOW);
        byte[] memory = SwapFactsEncoding.encode(facts);
        var heard = StationSample.standing(station, NOW);
        stores().ledger()
                .commit(StationDraft.stations()
                        .moves(station, 0, StationSample.standing(station, heard.state(), memory))
                        .tells(station, swap, facts)
                        .tells(station, StationSample.session(station, session), session)
                        .carries(station, StationSample.packMove(station, pack, NOW, PackMove.Kind.OUT))
                        .done());
        VehicleKey key = new VehicleKey(station.organization(), vehicle);

        Map<String, Long> finished = erasable().finish(all(key));

        assertThat(finished).containsEntry("swap", 1L).containsEntry("station", 1L);
        assertThat(stores().swaps().find(station, swap.id()).orElseThrow().vehicle())
                .isEqualTo(VehicleId.ERASED);
        assertThat(SwapFactsEncoding.encode(
                        stores().swaps().facts(station, List.of(swap.id())).get(swap.id())))
                .isEqualTo(VehicleInBytes.replaced(memory, vehicle, VehicleId.ERASED))
                .isNotEqualTo(memory);
        var stored = stores().ledger().loadStations(List.of(station)).get(station);
        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.memory()).isEqualTo(VehicleInBytes.replaced(memory, vehicle, VehicleId.ERASED));
        assertThat(erasable().finish(all(key)).values()).containsOnly(0L);
    }

    private ErasableStores erasable() {
        return stores().privacy().erasable();
    }

    private static ErasureScope all(VehicleKey key) {
        return new ErasureScope(key, null, null);
    }

    private static ArchiveBatch of(VehicleKey... keys) {
        return Sample.archiveBatch(keys);
    }

    private void tell(VehicleKey key) {
        TripId trip = aTripId();
        stores().ledger()
                .commit(batch().moves(key, 0, standing(key, "One", NOW))
                        .hears(key, reading(key, NOW, 1))
                        .hears(key, reading(key, NOW.plusSeconds(5), 2))
                        .tells(key, finished(key, trip, NOW))
                        .misses(key, trip, gap(key, trip, NOW))
                        .buries(deadLetter(key, DeadLetterReason.UNDECODABLE, NOW))
                        .done());
        stores().privacy().vins().keep(key, new VinVault.SealedVin(new byte[] {1}, new byte[] {2}));
    }

    private String left(VehicleKey key) {
        var organization = key.organization();
        return "vehicle "
                + stores().vehicles().find(organization, key.vehicle()).isPresent() + " vin "
                + stores().privacy().vins().find(key).isPresent() + " readings "
                + stores().history().between(key, LONG_AGO, FAR_AHEAD, null, 10).size()
                + " trips "
                + stores().trips()
                        .list(organization, new Trips.Filter(key.vehicle(), null, null, null, true), null, 10)
                        .items()
                        .size()
                + " gaps "
                + stores().gaps()
                        .list(organization, key.vehicle(), null, null, null, 10)
                        .items()
                        .size()
                + " letters "
                + stores().deadLetters()
                        .list(organization, key, null, null, 10)
                        .items()
                        .size();
    }
}
