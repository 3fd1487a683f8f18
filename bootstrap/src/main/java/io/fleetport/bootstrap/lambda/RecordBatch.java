package io.fleetport.bootstrap.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Records of an SQS queue or a Kinesis stream, in their order ("Using Lambda with Amazon SQS", "Using Lambda to process records
 * from Amazon Kinesis Data Streams").
 */
record RecordBatch(Source source, List<Item> items) {

    private static final String SQS = "aws:sqs";
    private static final String KINESIS = "aws:kinesis";

    /** Where they come from. */
    enum Source {
        QUEUE,
        STREAM
    }

    /**
     * A record.
     *
     * @param id what a failure is told by
     * @param group whose order a FIFO queue keeps; empty for none
     */
    record Item(String id, String group, byte[] content) {}

    RecordBatch {
        items = List.copyOf(items);
    }

    /** @throws IllegalArgumentException when the event is of neither */
    static RecordBatch of(EventTree event) {
        List<Item> items = new ArrayList<>();
        Source source = Source.QUEUE;
        for (EventTree each : event.at("Records").all()) {
            switch (each.at("eventSource").text()) {
                case SQS ->
                    items.add(new Item(
                            each.at("messageId").required("messageId"),
                            each.at("attributes", "MessageGroupId").text(),
                            each.at("body").text().getBytes(StandardCharsets.UTF_8)));
                case KINESIS -> {
                    source = Source.STREAM;
                    items.add(new Item(
                            each.at("kinesis", "sequenceNumber").required("sequenceNumber"),
                            "",
                            Base64.getDecoder()
                                    .decode(each.at("kinesis", "data").text())));
                }
                default ->
                    throw new IllegalArgumentException(
                            "this function is for records of SQS queues and Kinesis streams");
            }
        }
        if (items.isEmpty()) {
            throw new IllegalArgumentException("the event has no records: it is not one this function is for");
        }
        return new RecordBatch(source, items);
    }

    /**
     * Ids of the records that are to come again. Of a stream it is the first that failed: it comes again with all behind it. In
     * a group of a FIFO queue all behind one that failed have failed, or would overtake it.
     *
     * @param done by place in the batch
     */
    List<String> failures(IntPredicate done) {
        List<String> failed = new ArrayList<>();
        Set<String> stuck = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!done.test(i) || stuck.contains(item.group())) {
                failed.add(item.id());
                if (source == Source.STREAM) {
                    return failed;
                }
                if (!item.group().isEmpty()) {
                    stuck.add(item.group());
                }
            }
        }
        return failed;
    }
}
