package io.fleetport.bootstrap.wiring;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;

/** Holds by what the settings say. */
abstract class OnSettings implements Condition {

    abstract boolean holds(Settings settings);

    @Override
    @SuppressWarnings("rawtypes") // the framework declares it so
    public final boolean matches(ConditionContext context) {
        PropertyResolver properties = context;
        return holds(new Settings(name -> properties.getProperty(name, String.class)));
    }
}
