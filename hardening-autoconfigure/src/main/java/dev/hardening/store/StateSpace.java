package dev.hardening.store;

/**
 * Values of one kind. Each feature has its own spaces, so that ids need not differ.
 *
 * @param name the name, of lower-case letters and dashes
 * @param bound the most values that are kept, or 0 where every single one is needed.
 * Beyond the bound those that expire next are forgotten, not at once but soon.
 */
public record StateSpace(String name, int bound) {

	/**
	 * Return whether values may be forgotten before they expire.
	 * @return {@code true} if there is a bound
	 */
	public boolean isBounded() {
		return this.bound > 0;
	}

}
