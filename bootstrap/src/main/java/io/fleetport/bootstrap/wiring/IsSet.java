package io.fleetport.bootstrap.wiring;

/** Holds where a setting is there and not blank. */
abstract class IsSet extends OnSettings {

    private final String setting;

    IsSet(String setting) {
        this.setting = setting;
    }

    @Override
    boolean holds(Settings settings) {
        return settings.text(setting).isPresent();
    }
}
