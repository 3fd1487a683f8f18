package io.fleetport.bootstrap.wiring;

import java.util.Base64;
import java.util.Optional;

/** Keys that are given as settings, for processes without a disk that lasts; else they are files of the data directory. */
final class GivenKeys {

    /** {@code keys/vin-index.key} */
    static final String VIN_INDEX = "fleetport.keys.vin-index";

    /** {@code keys/webhooks.key} */
    static final String WEBHOOKS = "fleetport.keys.webhooks";

    private static final int KEY_BYTES = 32;

    private GivenKeys() {}

    /** @throws WrongSetting when it is no key; the message does not hold what it is */
    static Optional<byte[]> find(Settings settings, String name) {
        return settings.text(name).map(text -> key(name, text));
    }

    private static byte[] key(String name, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            throw wrong(name);
        }
        throw wrong(name);
    }

    private static WrongSetting wrong(String name) {
        return new WrongSetting(name + " must be the " + KEY_BYTES + " bytes of the key's file in base64");
    }
}
