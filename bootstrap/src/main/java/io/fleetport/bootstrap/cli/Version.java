package io.fleetport.bootstrap.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as, with the JVM it runs on. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"fleetport " + number(), "Java " + Runtime.version()};
    }

    /** As in the jar's manifest; {@code development} when run from classes. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
