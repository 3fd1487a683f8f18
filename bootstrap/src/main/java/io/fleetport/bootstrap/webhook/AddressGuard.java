package io.fleetport.bootstrap.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a tenant may have us speak to: those of the public internet and, when allowed, private ones. Never those
 * at which a cloud tells its machines their credentials. From the registries of special-purpose addresses (RFC 6890, IANA).
 */
final class AddressGuard {

    /** First bytes of an address. */
    private record Range(byte[] prefix, int bits) {

        static Range of(String cidr) {
            int slash = cidr.indexOf('/');
            return new Range(literal(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)));
        }

        /** Asks no name service, because it is no name. */
        private static byte[] literal(String address) {
            try {
                return InetAddress.getByName(address).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(address + " must be an address", e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0;
        }
    }

    /** Networks of one's own: this machine, private use (RFC 1918), shared (RFC 6598), unique local (RFC 4193). */
    private static final List<Range> PRIVATE = ranges(
            "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7");

    /** Refused whatever is allowed; from the link-local ones on they are where clouds keep their metadata. */
    private static final List<Range> NEVER = ranges(
            "0.0.0.0/8",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "169.254.0.0/16",
            "168.63.129.16/32",
            "100.100.100.200/32",
            "fd00:ec2::254/128",
            "fd20:ce::254/128",
            "fd00:c1::a9fe:a9fe/128");

    /** The only part of the sixth version that is given out to the public, and what of it is not. */
    private static final Range PUBLIC_6 = Range.of("2000::/3");

    private static final List<Range> NOT_PUBLIC_6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2001:20::/28");

    /** An address of the fourth version in its last four bytes, to be translated on the way (RFC 6052). */
    private static final Range TRANSLATED = Range.of("64:ff9b::/96");

    private final boolean allowsPrivate;

    AddressGuard(boolean allowsPrivate) {
        this.allowsPrivate = allowsPrivate;
    }

    boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address scoped && scoped.getScopeId() != 0) {
            return false;
        }
        if (TRANSLATED.holds(bytes)) {
            return allows(Arrays.copyOfRange(bytes, 12, 16));
        }
        return allows(bytes);
    }

    private boolean allows(byte[] bytes) {
        if (anyHolds(NEVER, bytes)) {
            return false;
        }
        if (anyHolds(PRIVATE, bytes)) {
            return allowsPrivate;
        }
        return bytes.length == 4 || PUBLIC_6.holds(bytes) && !anyHolds(NOT_PUBLIC_6, bytes);
    }

    private static boolean anyHolds(List<Range> ranges, byte[] bytes) {
        return ranges.stream().anyMatch(range -> range.holds(bytes));
    }

    private static List<Range> ranges(String... all) {
        return Arrays.stream(all).map(Range::of).toList();
    }
}
