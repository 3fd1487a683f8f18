package io.fleetport.bootstrap.wiring;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;

/** Holds for processes that vehicles connect to; the others need neither certificate nor domain. */
final class HearsVehicles implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // the framework declares it so
    public boolean matches(ConditionContext context) {
        PropertyResolver properties = context;
        try {
            return ProcessRoles.of(new Settings(name -> properties.getProperty(name, String.class)))
                    .hearsVehicles();
        } catch (WrongSetting refusedElsewhere) {
            return true;
        }
    }
}
