package callboard.contracts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A time zone by its name. `null` passes; see `@NotNull`.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ZoneName.Check.class)
public @interface ZoneName {

    String message() default "must be a time zone, as America/Bogota";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// As Java knows zones.
    final class Check implements ConstraintValidator<ZoneName, String> {
        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            try {
                return name == null || !ZoneId.of(name).getId().isEmpty();
            } catch (DateTimeException _) {
                return false;
            }
        }
    }
}
