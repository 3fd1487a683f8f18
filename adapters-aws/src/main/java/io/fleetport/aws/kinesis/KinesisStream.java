package io.fleetport.aws.kinesis;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.aws.sdk.SdkFailures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * A data stream of Kinesis, put into by {@code PutRecords}: an entry is a record, its key the partition key. Records that
 * Kinesis does not take, such as those beyond a shard's 1,000 records or 1 MiB a second, come back one by one. Safe to call
 * from many threads; each put blocks its caller.
 *
 * <p>{@link PortUnavailable} when Kinesis is throttling the whole put, failing or not answering, after the attempts of
 * {@link AwsAccess}; {@link PortRefused} when there is no such stream, or it is not ours to write.
 */
public final class KinesisStream implements TelemetryStream, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisStream.class);

    private final KinesisClient kinesis;
    private final String name;
    private final Limits limits;

    private KinesisStream(KinesisClient kinesis, String name, Limits limits) {
        this.kinesis = kinesis;
        this.name = name;
        this.limits = limits;
    }

    /**
     * Looks for the stream, so that a wrong one is found out now. One that cannot be reached now may be later.
     *
     * @param limits what the stream takes; see {@link KinesisLimits}
     * @throws PortRefused when there is no such stream, or it is not ours
     */
    public static KinesisStream open(AwsAccess access, String name, Limits limits) {
        KinesisStream stream = new KinesisStream(access.open(KinesisClient.builder()), name, limits);
        try {
            stream.find();
        } catch (PortUnavailable away) {
            LOG.warn("the stream has to wait: {}", away.getMessage());
        } catch (PortRefused wrong) {
            stream.close();
            throw wrong;
        }
        return stream;
    }

    private void find() {
        try {
            kinesis.describeStreamSummary(request -> request.streamName(name));
        } catch (SdkException e) {
            throw SdkFailures.of("the stream " + name + " could not be reached", e);
        }
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Set<Integer> put(List<Entry> entries) {
        limits.check(entries);
        List<PutRecordsRequestEntry> records =
                entries.stream().map(KinesisStream::record).toList();
        try {
            PutRecordsResponse answer =
                    kinesis.putRecords(request -> request.streamName(name).records(records));
            return notTaken(answer);
        } catch (SdkException e) {
            throw SdkFailures.of(entries.size() + " entries could not be put into the stream " + name, e);
        }
    }

    private static PutRecordsRequestEntry record(Entry entry) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(entry.key())
                .data(SdkBytes.fromByteArrayUnsafe(entry.bytes()))
                .build();
    }

    /** The answer has a result for each record, in their order; one without an error is in. */
    private Set<Integer> notTaken(PutRecordsResponse answer) {
        Set<Integer> notTaken = new LinkedHashSet<>();
        List<PutRecordsResultEntry> results = answer.records();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).errorCode() != null) {
                notTaken.add(i);
            }
        }
        if (!notTaken.isEmpty() && LOG.isDebugEnabled()) {
            PutRecordsResultEntry first = results.get(notTaken.iterator().next());
            LOG.debug("{} of {} records not taken by {}: {}", notTaken.size(), results.size(), name, first.errorCode());
        }
        return notTaken;
    }

    @Override
    public void close() {
        kinesis.close();
    }
}
