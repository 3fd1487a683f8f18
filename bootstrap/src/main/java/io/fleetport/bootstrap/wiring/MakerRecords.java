package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.in.AdmitVehicles;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.privacy.VinKeeping;
import io.fleetport.application.stream.EntryForm;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.identity.VinMask;
import io.fleetport.tesla.record.Decoded;
import io.fleetport.tesla.record.KinesisRecords;
import io.fleetport.tesla.record.MalformedRecord;
import io.fleetport.tesla.record.TeslaRecords;
import io.fleetport.tesla.stream.TeslaStreamServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Records of one topic that the vehicle maker's reference server has put on a stream, under the VIN as partition key. Vehicles
 * are admitted and become pseudonyms as those that connect here; of one that is not admitted nothing is kept, and that
 * is counted. Safe to use from many threads.
 */
final class MakerRecords implements EntryForm {

    private final KinesisRecords records;
    private final String topic;
    private final TeslaRecords.Form form;
    private final OrganizationId organization;
    private final Pseudonyms pseudonyms;
    private final AdmitVehicles admission;
    private final MeterRegistry meters;

    MakerRecords(
            KinesisRecords records,
            String topic,
            MakerStreams streams,
            Pseudonyms pseudonyms,
            AdmitVehicles admission,
            MeterRegistry meters) {
        this.records = records;
        this.topic = topic;
        this.form = streams.form();
        this.organization = streams.organization();
        this.pseudonyms = pseudonyms;
        this.admission = admission;
        this.meters = meters;
    }

    @Override
    public List<Delivery> read(StreamReader.Entry entry) {
        String vin = entry.key();
        if (!VinMask.isVin(vin)) {
            throw new IllegalArgumentException("a record of a vehicle must have its VIN as partition key");
        }
        AdmitVehicles.Verdict verdict = admission.admit(organization, vin);
        if (verdict != AdmitVehicles.Verdict.ADMITTED) {
            meters.counter("fleetport.maker.refused", "verdict", verdict.name().toLowerCase(Locale.ROOT))
                    .increment();
            return List.of();
        }
        return List.of(new Delivery(
                organization,
                pseudonyms.of(organization, VinKeeping.VIN_SCHEME, vin),
                TeslaStreamServer.SOURCE,
                entry.arrivedAt(),
                content(entry, vin),
                VinMask.mask(entry.bytes().clone()),
                outcome -> {}));
    }

    private Delivery.Content content(StreamReader.Entry entry, String vin) {
        try {
            Decoded decoded = records.decode(topic, entry.bytes(), form);
            if (!decoded.vin().equals(vin)) {
                return new Delivery.Unusable(
                        DeadLetterReason.WRONG_IDENTITY, "the record names another vehicle than its partition key");
            }
            Instant createdAt = decoded.createdAt();
            return new Delivery.Said(createdAt == null ? entry.arrivedAt() : createdAt, decoded.signals());
        } catch (MalformedRecord malformed) {
            return new Delivery.Unusable(DeadLetterReason.UNDECODABLE, malformed.getMessage() + "");
        }
    }
}
