package io.fleetport.bootstrap.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageDocuments;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.aws.s3.QuarantinedDocument;
import io.fleetport.aws.s3.S3DocumentSettings;
import io.fleetport.bootstrap.wiring.LambdaFunction;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.domain.document.Document;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Confirms documents when S3 tells that their bytes came ({@code s3:ObjectCreated:*}), as their client would. Hearing of one
 * twice changes nothing; what is no document's upload is counted and passed over. Safe to call from many threads.
 */
public final class UploadHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UploadHandler.class);

    private static final String CREATED = "ObjectCreated:";

    /** Who confirmed, in the audit log. */
    private static final String SUBJECT = "upload-event";

    private final ExecutionEnvironment environment;

    /** What became of an upload. */
    enum Outcome {
        AVAILABLE,
        REFUSED,
        /** No document's, or one that is not there any more. */
        PASSED_OVER,
        /** It is to come again. */
        FAILED
    }

    /**
     * Starts the server by the settings in the environment.
     *
     * @throws io.fleetport.bootstrap.wiring.WrongSetting when one is wrong
     */
    public UploadHandler() {
        this(ExecutionEnvironment.start(LambdaFunction.UPLOADS));
    }

    UploadHandler(ExecutionEnvironment environment) {
        this.environment = environment;
    }

    /** @throws IllegalStateException when an upload could not be confirmed now; all others of the event are */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Server server = environment.server();
        EventTree event = EventTree.read(server.part(JsonMapper.class), input.readAllBytes());
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        RuntimeException failure = null;
        for (EventTree each : event.at("Records").all()) {
            Outcome outcome;
            try {
                outcome = confirmed(server, each, context.getAwsRequestId());
            } catch (RuntimeException e) {
                failure = e;
                outcome = Outcome.FAILED;
            }
            outcomes.merge(outcome, 1, Integer::sum);
            counted(server.part(MeterRegistry.class), outcome);
        }
        LOG.info("uploads: {}", outcomes);
        if (failure != null) {
            throw new IllegalStateException(
                    outcomes.get(Outcome.FAILED) + " uploads could not be confirmed: " + failure.getMessage(), failure);
        }
    }

    private static Outcome confirmed(Server server, EventTree each, String requestId) {
        Optional<QuarantinedDocument> upload = each.at("eventName").text().startsWith(CREATED)
                ? server.part(S3DocumentSettings.class)
                        .quarantined(
                                each.at("s3", "bucket", "name").text(),
                                key(each.at("s3", "object", "key").text()))
                : Optional.empty();
        if (upload.isEmpty()) {
            return Outcome.PASSED_OVER;
        }
        Caller self = new Caller(
                upload.get().organization(),
                SUBJECT,
                Set.of(Permission.MANAGE_DOCUMENTS),
                null,
                null,
                new Origin(Origin.SELF.address(), requestId, null));
        try {
            return outcome(server.part(ManageDocuments.class)
                    .confirm(self, upload.get().document())
                    .orElse(null));
        } catch (ManageDocuments.NothingUploaded removedMeanwhile) {
            return Outcome.PASSED_OVER;
        }
    }

    private static Outcome outcome(@Nullable Document document) {
        if (document == null) {
            return Outcome.PASSED_OVER;
        }
        return switch (document.state()) {
            case Document.State.Available available -> Outcome.AVAILABLE;
            case Document.State.Refused refused -> Outcome.REFUSED;
            case Document.State.AwaitingUpload awaiting -> Outcome.PASSED_OVER;
        };
    }

    /** Keys come as in a form that a browser sends ("Event message structure"); one that does not is nobody's. */
    private static String key(String escaped) {
        try {
            return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static void counted(MeterRegistry meters, Outcome outcome) {
        meters.counter("fleetport.uploads.told", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
