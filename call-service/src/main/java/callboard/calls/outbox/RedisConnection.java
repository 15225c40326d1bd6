package callboard.calls.outbox;

import io.lettuce.core.ClientOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// While Redis is unavailable, commands fail at once instead of piling up in the client: the outbox is the queue.
@Configuration(proxyBeanMethods = false)
class RedisConnection {

    @Bean
    RedisAddress redisAddress(@Value("${callboard.redis.url}") String url) {
        return new RedisAddress(url);
    }

    @Bean
    LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }
}
