package callboard.calls.web;

import callboard.contracts.WireEnum;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConverterRegistry;
import org.springframework.core.convert.converter.GenericConverter;

/// How the text of a parameter becomes a value. Each message is what the client reads.
final class QueryConverters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private QueryConverters() {}

    static void addTo(ConverterRegistry registry) {
        registry.addConverter(new Words());
        registry.addConverter(String.class, Integer.class, QueryConverters::number);
        registry.addConverter(String.class, Boolean.class, QueryConverters::yesOrNo);
        registry.addConverter(String.class, Instant.class, QueryConverters::instant);
        registry.addConverter(String.class, ZoneId.class, QueryConverters::zone);
    }

    private static Integer number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number");
        }
        return Integer.valueOf(text);
    }

    private static Boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Instant instant(String text) {
        try {
            return IsoInstants.parse(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(IsoInstants.MESSAGE);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("must be a time zone, such as Europe/Madrid");
        }
    }

    /// One value of a `WireEnum` by its word; or a set of them, by `all` (the empty set) or words with commas between.
    private static final class Words implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(
                    new ConvertiblePair(String.class, WireEnum.class), new ConvertiblePair(String.class, Set.class));
        }

        @Override
        public Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
            var text = String.valueOf(source);
            if (!targetType.isCollection()) {
                return value(targetType.getType(), text);
            }
            var values = new LinkedHashSet<>();
            if (!text.equals("all")) {
                var type = Objects.requireNonNull(targetType.getElementTypeDescriptor())
                        .getType();
                Stream.of(text.split(",", -1)).forEach(word -> values.add(value(type, word)));
            }
            return Collections.unmodifiableSet(values);
        }

        private static Object value(Class<?> type, String word) {
            var words = WireEnum.words(type.asSubclass(WireEnum.class));
            var value = words.get(word);
            if (value == null) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", words.keySet()));
            }
            return value;
        }
    }
}
