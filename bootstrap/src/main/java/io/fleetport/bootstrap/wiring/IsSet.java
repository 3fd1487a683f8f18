package io.fleetport.bootstrap.wiring;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;

/** Holds where a setting is there and not blank. */
abstract class IsSet implements Condition {

    private final String setting;

    IsSet(String setting) {
        this.setting = setting;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework declares it so
    public boolean matches(ConditionContext context) {
        PropertyResolver properties = context;
        return new Settings(name -> properties.getProperty(name, String.class))
                .text(setting)
                .isPresent();
    }
}
