package io.fleetport.bootstrap.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {

    private final AddressGuard strict = new AddressGuard(false);
    private final AddressGuard lenient = new AddressGuard(true);

    /** Whether by default, and whether where private addresses are allowed. */
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true, true",
        "172.15.255.255, true, true",
        "172.32.0.1, true, true",
        "100.63.255.255, true, true",
        "100.128.0.1, true, true",
        "223.255.255.255, true, true",
        "2600:1f18::1, true, true",
        "2a00:1450:4001::1, true, true",
        "64:ff9b::8.8.8.8, true, true",
        "127.0.0.1, false, true",
        "127.8.9.10, false, true",
        "::1, false, true",
        "10.0.0.1, false, true",
        "172.16.0.1, false, true",
        "172.31.255.255, false, true",
        "192.168.1.1, false, true",
        "100.64.0.1, false, true",
        "fc00::1, false, true",
        "fdff::1, false, true",
        "::ffff:10.0.0.1, false, true",
        "64:ff9b::10.0.0.1, false, true",
        "64:ff9b::127.0.0.1, false, true",
        "::ffff:169.254.169.254, false, false",
        "64:ff9b::169.254.169.254, false, false",
        "64:ff9b:1::1, false, false",
        "0.0.0.0, false, false",
        "0.1.2.3, false, false",
        "169.254.169.254, false, false",
        "169.254.0.1, false, false",
        "168.63.129.16, false, false",
        "100.100.100.200, false, false",
        "192.0.0.192, false, false",
        "192.0.2.1, false, false",
        "198.18.0.1, false, false",
        "198.51.100.7, false, false",
        "203.0.113.7, false, false",
        "224.0.0.1, false, false",
        "239.255.255.250, false, false",
        "240.0.0.1, false, false",
        "255.255.255.255, false, false",
        "::, false, false",
        "::7f00:1, false, false",
        "fe80::1, false, false",
        "fec0::1, false, false",
        "ff02::1, false, false",
        "fd00:ec2::254, false, false",
        "2001:db8::1, false, false",
        "2001::1, false, false",
        "2002:7f00:1::1, false, false",
        "2002:a9fe:a9fe::1, false, false",
        "3fff::1, false, false",
        "4000::1, false, false",
    })
    void onlyThePublicInternetUnlessAllowed(String address, boolean usually, boolean whenPrivateIsAllowed)
            throws Exception {
        InetAddress parsed = InetAddress.getByName(address);
        assertThat(strict.allows(parsed)).isEqualTo(usually);
        assertThat(lenient.allows(parsed)).isEqualTo(whenPrivateIsAllowed);
    }
}
