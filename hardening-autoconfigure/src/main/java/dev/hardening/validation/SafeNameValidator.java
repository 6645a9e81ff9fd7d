package dev.hardening.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Validates {@link SafeName}. Public because validation providers instantiate it.
 */
public final class SafeNameValidator implements ConstraintValidator<SafeName, CharSequence> {

	private int max;

	@Override
	public void initialize(SafeName constraint) {
		this.max = constraint.max();
	}

	@Override
	public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
		return value == null || isSafe(value.toString(), this.max);
	}

	static boolean isSafe(String name, int max) {
		if (name.isEmpty() || name.length() > max || isEdge(name.charAt(0)) || isEdge(name.charAt(name.length() - 1))) {
			return false;
		}
		return !name.contains("..") && !DeviceNames.contains(name)
				&& name.codePoints().allMatch(CharacterRules::isNameCharacter);
	}

	private static boolean isEdge(char character) {
		return character == '.' || character == ' ';
	}

}
