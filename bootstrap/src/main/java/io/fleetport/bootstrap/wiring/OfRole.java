package io.fleetport.bootstrap.wiring;

/** Holds for processes with a role; the others need nothing of what only it is for. */
abstract class OfRole extends OnSettings {

    private final ProcessRole role;

    OfRole(ProcessRole role) {
        this.role = role;
    }

    @Override
    boolean holds(Settings settings) {
        try {
            return ProcessRoles.of(settings).has(role);
        } catch (WrongSetting refusedElsewhere) {
            return true;
        }
    }
}
