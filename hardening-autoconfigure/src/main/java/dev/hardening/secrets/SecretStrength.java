package dev.hardening.secrets;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges whether a secret can be guessed. It cannot prove that one is random; it finds
 * those that certainly are not: short ones, those of few characters, repetitions,
 * sequences, and samples that tutorials and tools publish.
 */
public final class SecretStrength {

	private static final int MIN_DISTINCT = 8;

	private static final double MIN_BITS = 80;

	private final int minBytes;

	/**
	 * Create a judge.
	 * @param minBytes least number of bytes of a secret
	 */
	public SecretStrength(int minBytes) {
		if (minBytes < 16) {
			throw new InvalidSecretException("hardening.secrets.min-length",
					"is %d, which is less than the 16 bytes below which a secret can be guessed".formatted(minBytes),
					"Set it to 32 or more.");
		}
		this.minBytes = minBytes;
	}

	/**
	 * Refuse a weak secret.
	 * @param key the full name of the property
	 * @param secret the secret
	 * @throws InvalidSecretException if it is weak; without its value
	 */
	public void require(String key, Secret secret) {
		weakness(secret).ifPresent((reason) -> {
			throw new InvalidSecretException(key, reason,
					"Set it to at least %d random bytes, made for example by: openssl rand -base64 %1$d"
						.formatted(this.minBytes));
		});
	}

	/**
	 * Say what is weak about a secret.
	 * @param secret the secret
	 * @return the end of the sentence "key ...", without the value; empty when nothing is
	 * known against it
	 */
	public Optional<String> weakness(Secret secret) {
		String text = secret.reveal();
		if (secret.isEmpty()) {
			return Optional.of("is empty");
		}
		if (PublishedSecrets.contains(text)) {
			return Optional.of("is a sample or placeholder that everyone can look up");
		}
		int bytes = secret.revealBytes().length;
		if (bytes < this.minBytes) {
			return Optional.of("has %d bytes, which is less than %d".formatted(bytes, this.minBytes));
		}
		return isGuessable(text) ? Optional.of("is too regular to be random") : Optional.empty();
	}

	private boolean isGuessable(String text) {
		String part = text.substring(0, period(text));
		return part.chars().distinct().count() < MIN_DISTINCT || isSequence(part) || bits(part) < MIN_BITS;
	}

	// The length of the shortest part of which the text is a repetition.
	private int period(String text) {
		int[] border = new int[text.length() + 1];
		border[0] = -1;
		int length = -1;
		for (int i = 0; i < text.length(); i++) {
			while (length >= 0 && text.charAt(length) != text.charAt(i)) {
				length = border[length];
			}
			border[i + 1] = ++length;
		}
		int period = text.length() - border[text.length()];
		return (period <= text.length() / 2) ? period : text.length();
	}

	private boolean isSequence(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		int steps = 0;
		for (int i = 1; i < lower.length(); i++) {
			steps += (Math.abs(lower.charAt(i) - lower.charAt(i - 1)) <= 1) ? 1 : 0;
		}
		return steps * 2 >= lower.length();
	}

	// Shannon's entropy of the characters, times their number.
	private double bits(String text) {
		double length = text.codePointCount(0, text.length());
		return text.codePoints()
			.boxed()
			.collect(Collectors.groupingBy((point) -> point, Collectors.counting()))
			.values()
			.stream()
			.mapToDouble((count) -> -count * Math.log(count / length) / Math.log(2))
			.sum();
	}

}
