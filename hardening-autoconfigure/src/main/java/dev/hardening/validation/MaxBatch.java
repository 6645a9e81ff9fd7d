package dev.hardening.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Size;

/**
 * The collection, map or array holds no more items than one request may bring.
 * {@code null} is valid.
 */
@Documented
@Constraint(validatedBy = {})
@Size
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.ANNOTATION_TYPE, ElementType.CONSTRUCTOR,
		ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxBatch {

	/**
	 * Return the most items.
	 * @return the number of items
	 */
	@OverridesAttribute(constraint = Size.class, name = "max")
	int value() default 1000;

	/**
	 * Return what to tell the caller.
	 * @return the message
	 */
	@OverridesAttribute(constraint = Size.class, name = "message")
	String message() default "must hold at most {max} items";

	/**
	 * Return the groups of the constraint.
	 * @return the groups
	 */
	Class<?>[] groups() default {};

	/**
	 * Return the payload of the constraint.
	 * @return the payload
	 */
	Class<? extends Payload>[] payload() default {};

}
