package callboard.calls.outbound;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.validation.annotation.Validated;

/// Where Callboard may post what it tells others.
///
/// @param allowedNetworks networks inside of which it may post too, as `10.1.0.0/16` or `fd00::/8`; all
///         public addresses are allowed anyway
/// @param timeout         how long an answer is awaited
@Validated
@ConfigurationProperties("callboard.outbound")
record OutboundProperties(
        @NotNull @DefaultValue List<String> allowedNetworks,
        @NotNull @DefaultValue("15s") Duration timeout) {

    @AssertTrue(message = "allowed-networks must each be an address or a network, as 10.1.0.0/16")
    boolean isEveryNetworkOne() {
        try {
            allowedNetworks.forEach(IpAddressMatcher::new);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @AssertTrue(message = "timeout must be longer than nothing")
    boolean isTimeoutPositive() {
        return timeout.isPositive();
    }
}
