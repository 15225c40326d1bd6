package callboard.calls.channel;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How alerts are told. Mail goes by the server of `spring.mail.*`.
///
/// @param look      how often to look for what is to be told
/// @param publicUrl the address under which people open Callboard, for links in messages: without it they have none
/// @param mailFrom  the sender of mails
@Validated
@ConfigurationProperties("callboard.channels")
record ChannelProperties(
        @NotNull @DefaultValue("1s") Duration look,

        @NotNull @Pattern(regexp = "(https?://[^\\s?#]+)?") @DefaultValue("")
        String publicUrl,

        @NotNull @DefaultValue("callboard@localhost") String mailFrom) {}
