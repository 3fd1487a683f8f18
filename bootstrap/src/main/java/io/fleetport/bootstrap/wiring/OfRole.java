package io.fleetport.bootstrap.wiring;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;

/** Holds for processes with a role; the others need nothing of what only it is for. */
abstract class OfRole implements Condition {

    private final ProcessRole role;

    OfRole(ProcessRole role) {
        this.role = role;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework declares it so
    public boolean matches(ConditionContext context) {
        PropertyResolver properties = context;
        try {
            return ProcessRoles.of(new Settings(name -> properties.getProperty(name, String.class)))
                    .has(role);
        } catch (WrongSetting refusedElsewhere) {
            return true;
        }
    }
}
