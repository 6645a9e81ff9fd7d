package dev.hardening.validation.uploads;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The uploaded file is what {@code hardening.uploads} allows: its type, told by its
 * content, agrees with its extension and its declared type, and it is within its bounds.
 * {@code null} is valid, an empty file is not.
 * <p>
 * See OWASP ASVS 5.0 5.2.1 to 5.2.6.
 */
@Documented
@Constraint(validatedBy = UploadedFileValidator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.ANNOTATION_TYPE, ElementType.CONSTRUCTOR,
		ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface UploadedFile {

	/**
	 * Return the media types that are accepted here, instead of those of
	 * {@code hardening.uploads.allowed-types}.
	 * @return the media types, none to accept the configured ones
	 */
	String[] types() default {};

	/**
	 * Return what to tell the caller when the reason cannot be told.
	 * @return the message
	 */
	String message() default "is not an accepted file";

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
