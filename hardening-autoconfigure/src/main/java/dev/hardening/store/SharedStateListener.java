package dev.hardening.store;

/**
 * Hears of each question to the shared state that was not answered.
 */
@FunctionalInterface
public interface SharedStateListener {

	/**
	 * A question was not answered.
	 * @param store which store, {@code redis} or {@code jdbc}
	 */
	void onFailure(String store);

}
