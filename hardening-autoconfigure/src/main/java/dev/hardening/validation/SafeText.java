package dev.hardening.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is printable: no control characters besides line break and tab, no invisible
 * format characters such as bidirectional overrides, no halves of surrogate pairs.
 * {@code null} is valid.
 * <p>
 * See OWASP ASVS 5.0 1.3.12 and 16.4.1.
 */
@Documented
@Constraint(validatedBy = SafeTextValidator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.ANNOTATION_TYPE, ElementType.CONSTRUCTOR,
		ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface SafeText {

	/**
	 * Return the most characters.
	 * @return the length in UTF-16 units
	 */
	int max() default 10_000;

	/**
	 * Return whether the text may have several lines.
	 * @return {@code true} to allow line breaks and tabs
	 */
	boolean multiline() default true;

	/**
	 * Return what to tell the caller.
	 * @return the message
	 */
	String message() default "must be at most {max} printable characters";

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
