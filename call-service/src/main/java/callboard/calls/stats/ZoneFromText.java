package callboard.calls.stats;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/// A time zone out of a setting. An empty one is the system's: that is what Compose makes of a variable that nobody
/// sets.
@Component
@ConfigurationPropertiesBinding
final class ZoneFromText implements Converter<String, ZoneId> {

    @Override
    public ZoneId convert(String text) {
        return text.isBlank() ? ZoneId.systemDefault() : ZoneId.of(text.strip());
    }
}
