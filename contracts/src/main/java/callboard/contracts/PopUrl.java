package callboard.contracts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a page about a call, with fields of the call in braces: `https://crm.example/search?phone={from}`.
/// `null` and empty text pass.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PopUrl.Check.class)
public @interface PopUrl {

    String message() default "must be a web address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Says which field is none, and what else is wrong.
    final class Check implements ConstraintValidator<PopUrl, String> {

        private static final int LONGEST = 2_000;
        private static final List<String> FIELDS =
                List.of("number", "from", "to", "callerName", "callId", "queueId", "agentId");
        private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}");
        // Whoever wrote the template chose the host, not whoever calls.
        private static final Pattern FIELD_IN_HOST = Pattern.compile("(?i)^https?://[^/?#]*[{}]");

        @Override
        public boolean isValid(@Nullable String template, ConstraintValidatorContext context) {
            var wrong = template == null || template.isEmpty() ? null : wrong(template);
            if (wrong == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            // Braces and dollars would be read as parameters of the message.
            context.buildConstraintViolationWithTemplate(wrong.replaceAll("[{}$\\\\]", "\\\\$0"))
                    .addConstraintViolation();
            return false;
        }

        private static @Nullable String wrong(String template) {
            if (template.length() > LONGEST) {
                return "must be at most 2,000 characters long";
            }
            if (FIELD_IN_HOST.matcher(template).find()) {
                return "must have its fields after the host";
            }
            var unknown = FIELD.matcher(template)
                    .results()
                    .map(found -> found.group(1))
                    .filter(field -> !FIELDS.contains(field))
                    .findFirst();
            if (unknown.isPresent()) {
                return "{%s} is not known; known are %s"
                        .formatted(
                                unknown.get(),
                                FIELDS.stream().map("{%s}"::formatted).collect(Collectors.joining(", ")));
            }
            var filled = FIELD.matcher(template).replaceAll("x");
            return filled.contains("{") || filled.contains("}")
                    ? "has a brace without its other half"
                    : wrongAddress(filled);
        }

        private static @Nullable String wrongAddress(String filled) {
            try {
                var address = new URI(filled);
                if (!"https".equalsIgnoreCase(address.getScheme()) && !"http".equalsIgnoreCase(address.getScheme())) {
                    return "must begin with https:// or http://";
                }
                if (address.getHost() == null) {
                    return "must name a host";
                }
                return address.getUserInfo() == null ? null : "must have no user and no password: everybody sees it";
            } catch (URISyntaxException broken) {
                return "must be a web address (%s at character %d)"
                        .formatted(broken.getReason(), broken.getIndex() + 1);
            }
        }
    }
}
