package dev.hardening.logging;

import dev.hardening.web.RequestId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every log line of a request says about it: its id, and its user once known. Lives
 * in the logging context of the thread that works on the request.
 *
 * @param requestId the id of the request, or {@code null} outside of any
 * @param userId the name of the user, or {@code null} while unknown
 */
public record RequestContext(@Nullable String requestId, @Nullable String userId) {

	/**
	 * The key of the user in the logging context.
	 */
	public static final String USER_ID = "user_id";

	/**
	 * Return the context of this thread.
	 * @return the context, empty outside of any request
	 */
	public static RequestContext current() {
		return new RequestContext(MDC.get(RequestId.MDC_KEY), MDC.get(USER_ID));
	}

	boolean isEmpty() {
		return this.requestId == null && this.userId == null;
	}

	/**
	 * Make this the context of the thread, in place of the one it had.
	 */
	public void apply() {
		put(RequestId.MDC_KEY, this.requestId);
		put(USER_ID, this.userId);
	}

	/**
	 * Take all that is known of a request off the thread.
	 */
	public static void clear() {
		MDC.remove(RequestId.MDC_KEY);
		MDC.remove(USER_ID);
	}

	private static void put(String key, @Nullable String value) {
		if (value != null) {
			MDC.put(key, value);
		}
		else {
			MDC.remove(key);
		}
	}

}
