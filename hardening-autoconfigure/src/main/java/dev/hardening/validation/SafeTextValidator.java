package dev.hardening.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Validates {@link SafeText}. Public because validation providers instantiate it.
 */
public final class SafeTextValidator implements ConstraintValidator<SafeText, CharSequence> {

	private int max;

	private boolean multiline;

	@Override
	public void initialize(SafeText constraint) {
		this.max = constraint.max();
		this.multiline = constraint.multiline();
	}

	@Override
	public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
		return value == null || (value.length() <= this.max && value.codePoints().noneMatch(this::isUnsafe));
	}

	private boolean isUnsafe(int codePoint) {
		// A browser sends a line break of a form as two characters.
		return !(codePoint == '\r' && this.multiline) && CharacterRules.isUnsafe(codePoint, this.multiline);
	}

}
