package dev.hardening.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is a name that is safe in a path, a file system, a log and a page: letters and
 * digits of any script, spaces, dots, dashes and underscores, with no dot or space at
 * either end, no two dots in a row, and not what Windows calls a device, such as
 * {@code NUL.txt}. {@code null} is valid.
 * <p>
 * Letters that look alike in two scripts differ, and so do the composed and the
 * decomposed form of one: for an identifier, allow a fixed alphabet by {@code @Pattern}
 * instead.
 * <p>
 * See OWASP ASVS 5.0 1.3.4 and 5.3.2.
 */
@Documented
@Constraint(validatedBy = SafeNameValidator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.ANNOTATION_TYPE, ElementType.CONSTRUCTOR,
		ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface SafeName {

	/**
	 * Return the most characters.
	 * @return the length in UTF-16 units
	 */
	int max() default 100;

	/**
	 * Return what to tell the caller.
	 * @return the message
	 */
	String message() default "must be 1 to {max} letters, digits, spaces, dots, dashes or underscores, "
			+ "without a dot or space at either end, and not the name of a device such as NUL";

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
