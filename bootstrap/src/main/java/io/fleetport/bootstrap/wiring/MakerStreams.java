package io.fleetport.bootstrap.wiring;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.record.TeslaRecords;
import io.fleetport.tesla.wire.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code fleetport.maker-streams.*}: the streams that the vehicle maker's own reference server writes, one per topic, all of one
 * organization's vehicles.
 *
 * @param streams names by topic
 */
record MakerStreams(OrganizationId organization, TeslaRecords.Form form, Map<String, String> streams) {

    private static final String PREFIX = "fleetport.maker-streams.";
    private static final Map<String, String> TOPICS = Map.of(
            PREFIX + "values", Envelope.TOPIC_VALUES,
            PREFIX + "alerts", Envelope.TOPIC_ALERTS,
            PREFIX + "errors", Envelope.TOPIC_ERRORS,
            PREFIX + "connectivity", Envelope.TOPIC_CONNECTIVITY);

    /** Stream names by topic; empty when none is set. */
    static Map<String, String> names(Settings settings) {
        Map<String, String> names = new LinkedHashMap<>();
        TOPICS.forEach((setting, topic) -> settings.text(setting).ifPresent(name -> names.put(topic, name)));
        return names;
    }

    /** @throws WrongSetting when it is not said whose vehicles they are */
    static MakerStreams of(Settings settings) {
        String organization = PREFIX + "organization";
        try {
            return new MakerStreams(
                    new OrganizationId(settings.required(
                            organization, "the streams of a maker's server do not tell whose vehicles they are about")),
                    settings.oneOf(PREFIX + "form", TeslaRecords.Form.class, TeslaRecords.Form.PROTOBUF),
                    names(settings));
        } catch (IllegalArgumentException malformed) {
            throw new WrongSetting(organization + ": " + malformed.getMessage(), malformed);
        }
    }
}
