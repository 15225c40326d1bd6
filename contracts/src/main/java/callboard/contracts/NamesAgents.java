package callboard.contracts;

import callboard.contracts.CallEventRequest.Routed;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A route names the one who is rung, or all of them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NamesAgents.Check.class)
public @interface NamesAgents {

    String message() default "must be given";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Told of `agentId`, which is what most senders know.
    final class Check implements ConstraintValidator<NamesAgents, Routed> {

        @Override
        public boolean isValid(Routed routed, ConstraintValidatorContext context) {
            if (routed.agentId() != null || routed.agentIds() != null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("agentId")
                    .addConstraintViolation();
            return false;
        }
    }
}
