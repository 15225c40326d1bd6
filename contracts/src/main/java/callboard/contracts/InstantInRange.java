package callboard.contracts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A point in time that a clock could show: from 1970 to 9999. `null` passes; see `@NotNull`.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = InstantInRange.Check.class)
public @interface InstantInRange {

    String message() default "must lie between the years 1970 and 9999";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Java's `Instant` reaches further than any database does.
    final class Check implements ConstraintValidator<InstantInRange, Instant> {

        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

        @Override
        public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
            return instant == null || !(instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST));
        }
    }
}
