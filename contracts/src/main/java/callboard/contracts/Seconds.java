package callboard.contracts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// A length of time as telephony systems report it: seconds, finite and not negative. `null` passes; see
/// `@NotNull`.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Seconds.Check.class)
public @interface Seconds {

    String message() default "must be a finite number of seconds, 0 or more";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// JSON has no infinity, but `1e999` reads as one.
    final class Check implements ConstraintValidator<Seconds, Double> {
        @Override
        public boolean isValid(@Nullable Double seconds, ConstraintValidatorContext context) {
            return seconds == null || (Double.isFinite(seconds) && seconds >= 0);
        }
    }
}
