package dev.hardening.apikey;

import java.time.Duration;
import java.util.List;

import dev.hardening.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The life of API keys. What cannot be done is a {@link ProblemException}, so that a
 * controller may let it pass: 404 for an id that does not exist, 409 for a key in the
 * wrong state, 400 for a wish against the policy.
 */
public interface ApiKeyService {

	/**
	 * Issue a key.
	 * @param wish what it shall be and may do
	 * @return the key, shown this once
	 */
	IssuedApiKey issue(NewApiKey wish);

	/**
	 * Issue the successor of a key, with the same rights and the same lifetime. The old
	 * key lives on for the overlap, though never past its own end. Only an active key
	 * that has no successor can be rotated.
	 * @param id the id of the old key
	 * @param overlap how long the old key lives on; zero ends it at once
	 * @return the new key, shown this once
	 */
	IssuedApiKey rotate(String id, Duration overlap);

	/**
	 * Revoke a key for good: on this node at once, elsewhere within seconds.
	 * @param id the id
	 */
	void revoke(String id);

	/**
	 * Disable a key until it is enabled again.
	 * @param id the id
	 */
	void disable(String id);

	/**
	 * Enable a disabled key.
	 * @param id the id
	 */
	void enable(String id);

	/**
	 * Return what is known of a key.
	 * @param id the id
	 * @return the key, or {@code null} when there is none of that id
	 */
	@Nullable ApiKey find(String id);

	/**
	 * Return all keys, those of the configuration first.
	 * @return the keys
	 */
	List<ApiKey> list();

}
