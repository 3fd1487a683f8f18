package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.application.port.out.Webhook.Secret;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Webhooks as items and back. */
final class WebhookItems {

    /** All webhooks of the service, in an index that holds keys only. */
    static final String ALL = Key.join(Key.SERVICE, "webhooks");

    private static final String PART = "webhook";

    /** In the place of an end. */
    private static final AttributeValue NONE = AttributeValue.fromNul(true);

    private WebhookItems() {}

    static Key key(OrganizationId organization, UUID webhook) {
        return Key.of(Table.TENANTS, organization, PART, webhook.toString());
    }

    static Query ofOrganization(OrganizationId organization) {
        return Query.of(Table.TENANTS, organization, PART);
    }

    /** Moves the count of an organization's webhooks. */
    static Write counted(OrganizationId organization, int webhooks) {
        return Write.update(
                Key.of(Table.TENANTS, organization, "webhook_count", "all"),
                Expression.of("add {webhooks} ?", webhooks));
    }

    static Item of(Webhook webhook, long version) {
        return Item.at(key(webhook.organization(), webhook.id()))
                .index(
                        Index.GSI1,
                        ALL,
                        Key.join(webhook.organization().value(), webhook.id().toString()))
                .uuid("id", webhook.id())
                .text("organization", webhook.organization().value())
                .text("name", TenantAttributes.storable(webhook.name()))
                .text("url", webhook.url().toString())
                .texts(
                        "types",
                        TenantAttributes.sorted(webhook.types().stream()
                                .map(EventType::outwardName)
                                .toList()))
                .text("state", TenantAttributes.written(webhook.state()))
                .text(
                        "paused_because",
                        webhook.pausedBecause() == null ? null : TenantAttributes.written(webhook.pausedBecause()))
                .instant("created_at", webhook.createdAt())
                .instant("changed_at", webhook.changedAt())
                .instant("failing_since", webhook.failingSince())
                .set(
                        "secrets",
                        AttributeValue.fromL(webhook.secrets().stream()
                                .map(secret -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(secret.sealed())))
                                .toList()))
                .set(
                        "secrets_until",
                        AttributeValue.fromL(webhook.secrets().stream()
                                .map(secret -> until(secret.until()))
                                .toList()))
                .number("version", version);
    }

    private static AttributeValue until(@Nullable Instant end) {
        return end == null ? NONE : AttributeValue.fromN(Long.toString(Micros.floorOf(end)));
    }

    static Webhook webhook(Item item) {
        @Nullable String paused = item.textOrNull("paused_because");
        return new Webhook(
                item.uuid("id"),
                new OrganizationId(item.text("organization")),
                item.text("name"),
                URI.create(item.text("url")),
                types(item),
                TenantAttributes.read(Webhook.State.class, item.text("state")),
                paused == null ? null : TenantAttributes.read(PauseReason.class, paused),
                item.instant("created_at"),
                item.instant("changed_at"),
                item.instantOrNull("failing_since"),
                secrets(item),
                item.number("version"));
    }

    private static Set<EventType> types(Item item) {
        return item.texts("types").stream().map(WebhookItems::type).collect(Collectors.toSet());
    }

    static EventType type(String name) {
        return EventType.find(name)
                .orElseThrow(() -> new IllegalArgumentException("type " + name + " is not known to this version"));
    }

    private static List<Secret> secrets(Item item) {
        List<AttributeValue> sealed = list(item, "secrets");
        List<AttributeValue> until = list(item, "secrets_until");
        List<Secret> secrets = new ArrayList<>();
        for (int i = 0; i < sealed.size(); i++) {
            @Nullable String end = until.get(i).n();
            secrets.add(new Secret(
                    sealed.get(i).b().asByteArray(), end == null ? null : Micros.toInstant(Long.parseLong(end))));
        }
        return secrets;
    }

    private static List<AttributeValue> list(Item item, String name) {
        AttributeValue value = item.attributes().get(name);
        return value == null ? List.of() : value.l();
    }
}
