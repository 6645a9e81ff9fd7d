package dev.hardening.environment;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Stops the start because there are keys under {@code hardening} that do not exist. A
 * misspelt key would otherwise leave a control at its default without a word.
 */
class UnknownPropertiesException extends RuntimeException {

	private final List<Unknown> unknown;

	UnknownPropertiesException(List<Unknown> unknown) {
		super(unknown.stream().map(Unknown::key).collect(Collectors.joining(", ", "Unknown properties: ", "")));
		this.unknown = List.copyOf(unknown);
	}

	List<Unknown> unknown() {
		return this.unknown;
	}

	/**
	 * One unknown key.
	 *
	 * @param key the key as written, in its canonical form
	 * @param origin where it was written
	 * @param nearest the known key that is nearest
	 */
	record Unknown(String key, String origin, String nearest) {

	}

}
