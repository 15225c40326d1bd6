package callboard.contracts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Spans of one day's local time, such as `09:00-18:00`, none of which overlaps another. `null` passes.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DaySpans.Check.class)
public @interface DaySpans {

    String message() default "must be spans of a day, as 09:00-18:00";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Says of each span what is wrong with it.
    final class Check implements ConstraintValidator<DaySpans, List<@Nullable String>> {

        private static final Pattern SPAN =
                Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)");

        @Override
        public boolean isValid(@Nullable List<@Nullable String> spans, ConstraintValidatorContext context) {
            if (spans == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            boolean areValid = true;
            for (int i = 0; i < spans.size(); i++) {
                var wrong = wrong(spans, i);
                if (wrong != null) {
                    areValid = false;
                    context.buildConstraintViolationWithTemplate(wrong)
                            .addContainerElementNode("<list element>", List.class, 0)
                            .inIterable()
                            .atIndex(i)
                            .addConstraintViolation();
                }
            }
            return areValid;
        }

        private static @Nullable String wrong(List<@Nullable String> spans, int at) {
            var span = spans.get(at);
            if (!isSpan(span)) {
                return "must be a span of the day, as 09:00-18:00 or 18:00-24:00";
            }
            if (begin(span).compareTo(end(span)) >= 0) {
                return "must end after it begins, by 24:00; what goes on after midnight is the next day's";
            }
            for (var earlier : spans.subList(0, at)) {
                if (isSpan(earlier)
                        && begin(earlier).compareTo(end(span)) < 0
                        && begin(span).compareTo(end(earlier)) < 0) {
                    return "overlaps with " + earlier;
                }
            }
            return null;
        }

        private static boolean isSpan(@Nullable String text) {
            return text != null && SPAN.matcher(text).matches();
        }

        // As text, times of day are in their order.
        private static String begin(String span) {
            return span.substring(0, 5);
        }

        private static String end(String span) {
            return span.substring(6);
        }
    }
}
