package callboard.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The words of each [WireEnum], found out once: a page of a list reads hundreds of them.
final class Words {

    static final ClassValue<Map<String, WireEnum>> WORDS = new ClassValue<>() {
        @Override
        protected Map<String, WireEnum> computeValue(Class<?> values) {
            var words = new LinkedHashMap<String, WireEnum>();
            for (var value : values.getEnumConstants()) {
                var named = (WireEnum) value;
                words.put(named.word(), named);
            }
            return Collections.unmodifiableMap(words);
        }
    };

    private Words() {}
}
