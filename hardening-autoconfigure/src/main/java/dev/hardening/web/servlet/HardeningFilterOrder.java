package dev.hardening.web.servlet;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.Ordered;

/**
 * The order of the filters that run outside the security chain. What runs inside it is
 * ordered by {@link ChainStage}.
 */
public final class HardeningFilterOrder {

	/**
	 * Request id and response time, and the access log around all: outermost, so that
	 * every answer has them whoever wrote it.
	 */
	public static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE;

	/**
	 * Closing connections during the shutdown: before whatever may answer.
	 */
	public static final int DRAINING = REQUEST_ID + 1;

	/**
	 * Scheme and host as a trusted proxy was asked for them: before all that reads them.
	 */
	public static final int FORWARDED = REQUEST_ID + 10;

	/**
	 * The hosts that are served: before anything acts on a name that nobody checked.
	 */
	public static final int HOSTS = FORWARDED + 10;

	/**
	 * The security chain, with all that {@link ChainStage} puts into it.
	 */
	public static final int SECURITY = SecurityFilterProperties.DEFAULT_FILTER_ORDER;

	/**
	 * Methods that nobody knows: behind the security chain, before every handler.
	 */
	public static final int METHODS = SECURITY + 1;

	private HardeningFilterOrder() {
	}

}
