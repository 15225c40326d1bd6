package callboard.calls.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.calls.outbound.PublicAddresses.InsideException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fd00::1",
                "fc00::1",
                "fe80::1",
                "fe80::1%0",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2130706433"
            })
    void whatIsInsideIsRefusedWhateverNameLeadsThere(String address) {
        assertThatThrownBy(() -> resolver(address).resolve("crm.example"))
                .isInstanceOf(InsideException.class)
                .hasMessageContaining("crm.example is at ")
                .hasMessageContaining("CALLBOARD_OUTBOUND_NETWORKS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "172.32.0.1",
                "100.128.0.1",
                "::ffff:93.184.216.34",
                "64:ff9b::93.184.216.34",
                "2606:2800:220:1:248:1893:25c8:1946"
            })
    void whatIsPublicIsNot(String address) throws UnknownHostException {
        assertThat(resolver(address).resolve("crm.example")).containsExactly(InetAddress.getByName(address));
    }

    @Test
    void oneAddressInsideIsEnough() {
        var both = new PublicAddresses(List.of(), _ ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")});

        assertThatThrownBy(() -> both.resolve("crm.example")).isInstanceOf(InsideException.class);
    }

    @Test
    void networksThatAreAllowedAreAllowedAlone() throws UnknownHostException {
        var allowed = List.of("10.1.0.0/16", "fd00:7::/32", "192.168.1.7");
        for (var inside : List.of("10.1.2.3", "fd00:7::1", "192.168.1.7")) {
            assertThat(new PublicAddresses(allowed, InetAddress::getAllByName).resolve(inside))
                    .hasSize(1);
        }
        for (var outside : List.of("10.2.0.1", "fd00:8::1", "192.168.1.8", "127.0.0.1")) {
            assertThatThrownBy(() -> new PublicAddresses(allowed, InetAddress::getAllByName).resolve(outside))
                    .isInstanceOf(InsideException.class);
        }
    }

    @Test
    void anAllowedNetworkHasToBeOne() {
        assertThat(new OutboundProperties(List.of("10.0.0.0/8", "::1"), Duration.ofSeconds(1)).isEveryNetworkOne())
                .isTrue();
        assertThat(new OutboundProperties(List.of("intranet.example"), Duration.ofSeconds(1)).isEveryNetworkOne())
                .isFalse();
        assertThat(new OutboundProperties(List.of("10.0.0.0/99"), Duration.ofSeconds(1)).isEveryNetworkOne())
                .isFalse();
    }

    private static PublicAddresses resolver(String address) {
        return new PublicAddresses(List.of(), _ -> InetAddress.getAllByName(address));
    }
}
