package dev.hardening.web;

/**
 * The bounds that hold for a request, for whoever has to tell of them in an answer.
 */
public final class RequestBounds {

	/**
	 * The request attribute that holds the size in bytes of the largest body, a
	 * {@link Long}.
	 */
	public static final String MAX_BODY_SIZE = RequestBounds.class.getName() + ".maxBodySize";

	private RequestBounds() {
	}

}
