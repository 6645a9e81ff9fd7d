package dev.hardening.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Small values that all instances of the application see and that expire. It is there
 * only where something shared is configured; a feature that finds none remembers in its
 * own memory. Every method throws {@link SharedStateException} when the store does not
 * answer.
 */
public interface SharedState {

	/**
	 * Write a value, whether or not there is one.
	 * @param space which values
	 * @param id the id in that space
	 * @param value the value
	 * @param until when it expires
	 */
	void put(StateSpace space, String id, String value, Instant until);

	/**
	 * Write a value where there is none. Of several callers, on whatever instances, one
	 * succeeds.
	 * @param space which values
	 * @param id the id in that space
	 * @param value the value
	 * @param until when it expires
	 * @return {@code true} if there was none
	 */
	boolean putIfAbsent(StateSpace space, String id, String value, Instant until);

	/**
	 * Replace a value. Of several callers with the same expectation, on whatever
	 * instances, one succeeds.
	 * @param space which values
	 * @param id the id in that space
	 * @param expected the value that must be there
	 * @param value the value from now on
	 * @param until when it expires
	 * @return {@code true} if the expected value was there
	 */
	boolean replace(StateSpace space, String id, String expected, String value, Instant until);

	/**
	 * Find values, by one question to the store.
	 * @param space which values
	 * @param ids the ids in that space
	 * @return those that are there, by id
	 */
	Map<String, String> find(StateSpace space, Collection<String> ids);

	/**
	 * Remove a value. Nothing happens when there is none.
	 * @param space which values
	 * @param id the id in that space
	 */
	void remove(StateSpace space, String id);

}
