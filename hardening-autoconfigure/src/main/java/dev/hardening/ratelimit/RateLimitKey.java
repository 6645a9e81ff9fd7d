package dev.hardening.ratelimit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who is counted. The kind keeps apart values of different origin: a user who calls
 * himself {@code 203.0.113.7} does not count as that address.
 *
 * @param kind where the value comes from, one of a finite set
 * @param value the value, of bounded length
 */
public record RateLimitKey(String kind, String value) {

	/** An address, or the prefix of one. */
	public static final String IP = "ip";

	/** The name of who is authenticated. */
	public static final String PRINCIPAL = "principal";

	/** The id of an API key, never the key. */
	public static final String API_KEY = "api-key";

	/** Everyone together. */
	public static final String GLOBAL = "global";

	/** The value of a header. */
	public static final String HEADER = "header";

	/** What a {@link RateLimitKeyResolver} returned. */
	public static final String BEAN = "bean";

	private static final int LONGEST = 128;

	/**
	 * Create a key. A long value, which may come from a header, is replaced by its digest
	 * so that nobody decides how much memory a key takes.
	 */
	public RateLimitKey {
		if (value.length() > LONGEST) {
			value = digest(value);
		}
	}

	private static String digest(String value) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
			return "sha256-" + HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return this.kind + ":" + this.value;
	}

}
