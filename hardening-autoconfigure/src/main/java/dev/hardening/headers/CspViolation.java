package dev.hardening.headers;

/**
 * What a browser says it blocked, reduced to what can neither identify a person nor carry
 * a text of an attacker's choosing.
 *
 * @param directive the directive, one that browsers know, or {@code other}
 * @param source the origin, scheme or kind of what was blocked, or {@code other}
 * @param enforced whether it was blocked rather than only reported
 */
public record CspViolation(String directive, String source, boolean enforced) {

	/** Stands for whatever is not known. */
	static final String OTHER = "other";

}
