package io.fleetport.bootstrap.security;

import io.fleetport.application.tenancy.RoleBook;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells the use cases what the roles of {@link Role} allow. */
@Factory
final class RoleBooks {

    @Singleton
    RoleBook builtIn() {
        return new RoleBook(
                Arrays.stream(Role.values()).collect(Collectors.toMap(Role::outwardName, Role::permissions)));
    }
}
