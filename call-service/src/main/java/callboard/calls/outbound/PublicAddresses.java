package callboard.calls.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/// Resolves names to public addresses, and to those of the networks that are allowed; a name with any other is refused.
/// The client dials what it gets here and looks nothing up again, so a name that means something else a moment later
/// leads nowhere else.
///
/// What isn't public: the IANA registries of special-purpose addresses,
/// [IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry) and
/// [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry), and multicast.
final class PublicAddresses implements DnsResolver {

    /// Looks a name up.
    @FunctionalInterface
    interface Lookup {

        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /// A name leads to where nothing may be posted; the message says so to administrators.
    static final class InsideException extends UnknownHostException {

        private static final long serialVersionUID = 1;

        InsideException(String message) {
            super(message);
        }
    }

    private static final List<IpAddressMatcher> SPECIAL_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final IpAddressMatcher PUBLIC_IPV6 = new IpAddressMatcher("2000::/3");
    // Tunnels lead to IPv4 addresses that they name.
    private static final List<IpAddressMatcher> SPECIAL_IPV6 =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    /// Of a network without IPv4: the last four bytes are the address that is meant (RFC 6052).
    private static final IpAddressMatcher TRANSLATED_IPV4 = new IpAddressMatcher("64:ff9b::/96");

    private final List<IpAddressMatcher> allowed;
    private final Lookup lookup;

    PublicAddresses(List<String> allowedNetworks, Lookup lookup) {
        this.allowed = networks(allowedNetworks.toArray(String[]::new));
        this.lookup = lookup;
    }

    private static List<IpAddressMatcher> networks(String... networks) {
        return Stream.of(networks).map(IpAddressMatcher::new).toList();
    }

    /// @throws InsideException when one of its addresses isn't allowed
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = lookup.addresses(host);
        for (var address : addresses) {
            if (!mayBeDialled(address)) {
                throw new InsideException(
                        "%s is at %s, inside the network, and CALLBOARD_OUTBOUND_NETWORKS doesn't name it"
                                .formatted(host, address.getHostAddress()));
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean mayBeDialled(InetAddress address) {
        return isIn(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        // An IPv4 address in IPv6's form is an Inet4Address, too.
        if (address instanceof Inet4Address) {
            return !isIn(SPECIAL_IPV4, address);
        }
        if (TRANSLATED_IPV4.matches(address.getHostAddress())) {
            return isPublic(lastFourBytes(address));
        }
        return isIn(List.of(PUBLIC_IPV6), address) && !isIn(SPECIAL_IPV6, address);
    }

    private static InetAddress lastFourBytes(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address", impossible);
        }
    }

    private static boolean isIn(List<IpAddressMatcher> networks, InetAddress address) {
        // Without the zone of an address of a link.
        var plain = address.getHostAddress().replaceFirst("%.*", "");
        return networks.stream().anyMatch(network -> network.matches(plain));
    }
}
