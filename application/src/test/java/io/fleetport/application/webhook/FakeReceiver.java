package io.fleetport.application.webhook;

import io.fleetport.application.port.out.WebhookSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes what it is sent, or answers as told. */
final class FakeReceiver implements WebhookSender {

    record Post(URI url, Map<String, String> headers, String body) {
        String id() {
            return headers.get("webhook-id");
        }
    }

    final List<Post> posts = new ArrayList<>();
    /** What it does not take. */
    Predicate<Post> refuses = post -> false;

    int refusal = 500;

    @Override
    public synchronized Optional<String> objection(URI url) {
        return url.getHost().endsWith(".internal")
                ? Optional.of("must not lead to a private or reserved address")
                : Optional.empty();
    }

    @Override
    public synchronized Answer send(URI url, Map<String, String> headers, byte[] body) {
        Post post = new Post(url, headers, new String(body, StandardCharsets.UTF_8));
        posts.add(post);
        boolean refused = refuses.test(post);
        return new Answer(refused ? Failure.STATUS : null, refused ? refusal : 204, Duration.ofMillis(3));
    }

    synchronized List<String> ids() {
        return posts.stream().map(Post::id).toList();
    }
}
