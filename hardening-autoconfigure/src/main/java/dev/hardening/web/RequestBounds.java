package dev.hardening.web;

/**
 * The bounds that hold for a request, for whoever has to tell of them in an answer.
 *
 * @param maxUriLength the longest target in characters, query included
 */
public record RequestBounds(int maxUriLength) {

	/**
	 * The request attribute that holds the size in bytes of the largest body, a
	 * {@link Long}.
	 */
	public static final String MAX_BODY_SIZE = RequestBounds.class.getName() + ".maxBodySize";

}
