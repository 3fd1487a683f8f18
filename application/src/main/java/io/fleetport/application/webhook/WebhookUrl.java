package io.fleetport.application.webhook;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.out.WebhookSender;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a tenant may have events sent. */
final class WebhookUrl {

    private static final int MOST_CHARACTERS = 2_000;

    private WebhookUrl() {}

    /** @throws InvalidRequest when nothing may be sent there */
    static URI checked(String text, WebhookSender sender) {
        if (text.length() > MOST_CHARACTERS) {
            throw invalid("is longer than " + MOST_CHARACTERS + " characters");
        }
        URI url = parsed(text);
        if (url.getHost() == null || url.isOpaque()) {
            throw invalid("must name a host, as https://example.com/hook does");
        }
        if (url.getRawUserInfo() != null) {
            throw invalid("must not hold credentials");
        }
        if (url.getRawFragment() != null) {
            throw invalid("must not have a fragment");
        }
        Optional<String> objection = sender.objection(url);
        if (objection.isPresent()) {
            throw invalid(objection.get());
        }
        return url;
    }

    static String hostOf(URI url) {
        @Nullable String host = url.getHost();
        return host == null ? "webhook" : host.substring(0, Math.min(host.length(), 128));
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw invalid("is no URL");
        }
    }

    private static InvalidRequest invalid(String why) {
        return new InvalidRequest("url", "url " + why);
    }
}
