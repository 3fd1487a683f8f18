package io.fleetport.bootstrap.wiring;

/** Whether the parts for local use are at hand. They lie in a folder of their own that production does not load. */
final class EmbeddedParts {

    private static final String[] MARKS = {
        "io.zonky.test.db.postgres.embedded.EmbeddedPostgres",
        "org.bouncycastle.cert.X509CertificateHolder",
        "com.hivemq.HiveMQServer"
    };

    private EmbeddedParts() {}

    /** @throws WrongSetting when they could be loaded */
    static void requireAbsent() {
        for (String mark : MARKS) {
            if (isPresent(mark)) {
                throw new WrongSetting("the embedded parts are on the class path of a production server: start it with"
                        + " fleetport serve --environment production, or leave lib-local out");
            }
        }
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, EmbeddedParts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
