package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.in.Permission;
import io.fleetport.domain.fleet.FleetId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes that the items of tenancy have in common. */
final class TenantAttributes {

    private TenantAttributes() {}

    /** What people wrote may hold halves of surrogate pairs, which have no form in UTF-8. */
    static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E read(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    /** As a list: a set of DynamoDB is never empty. */
    static List<String> sorted(Collection<String> texts) {
        return texts.stream().map(TenantAttributes::storable).sorted().toList();
    }

    static AttributeValue list(Collection<String> texts) {
        return AttributeValue.fromL(
                sorted(texts).stream().map(AttributeValue::fromS).toList());
    }

    static Set<String> texts(Item item, String name) {
        return Set.copyOf(item.texts(name));
    }

    /** Null for all fleets. */
    static @Nullable Set<FleetId> fleets(Item item) {
        return item.has("fleets")
                ? item.texts("fleets").stream().map(FleetId::new).collect(Collectors.toSet())
                : null;
    }

    static @Nullable AttributeValue fleets(@Nullable Set<FleetId> fleets) {
        return fleets == null ? null : list(fleets.stream().map(FleetId::value).toList());
    }

    /** One that this version does not know is left out: it is of a later one. */
    static Set<Permission> permissions(Item item) {
        return item.texts("permissions").stream()
                .map(Permission::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    static Stream<String> namesOf(Set<Permission> permissions) {
        return permissions.stream().map(Permission::outwardName);
    }
}
