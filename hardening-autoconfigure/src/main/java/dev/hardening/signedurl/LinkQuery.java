package dev.hardening.signedurl;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The query of a link: the signer's parameters, and those that belong to the signature.
 *
 * @param parameters the signer's parameters by name
 * @param expires the second from which on the link is refused
 * @param notBefore the second before which it is refused, or {@code null}
 * @param bind to what it is bound: {@code address}, {@code user}, both, or nothing
 * @param once the id of a link for a single use, or nothing
 */
record LinkQuery(TreeMap<String, String> parameters, long expires, @Nullable Long notBefore, String bind, String once) {

	static final String SIGNATURE = "signature";

	static final String ADDRESS = "address";

	static final String USER = "user";

	static final String ADDRESS_AND_USER = "address-user";

	private static final String EXPIRES = "expires";

	private static final String NOT_BEFORE = "not_before";

	private static final String BIND = "bind";

	private static final String ONCE = "once";

	static final Set<String> RESERVED = Set.of(SIGNATURE, EXPIRES, NOT_BEFORE, BIND, ONCE);

	private static final Set<String> BINDS = Set.of("", ADDRESS, USER, ADDRESS_AND_USER);

	private static final long NEVER = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

	boolean isBoundToAddress() {
		return this.bind.startsWith(ADDRESS);
	}

	boolean isBoundToUser() {
		return this.bind.endsWith(USER);
	}

	String encode() {
		StringBuilder query = new StringBuilder();
		this.parameters.forEach((name, value) -> append(query, name, value));
		append(query, EXPIRES, Long.toString(this.expires));
		if (this.notBefore != null) {
			append(query, NOT_BEFORE, Long.toString(this.notBefore));
		}
		if (!this.bind.isEmpty()) {
			append(query, BIND, this.bind);
		}
		if (!this.once.isEmpty()) {
			append(query, ONCE, this.once);
		}
		return query.toString();
	}

	private static void append(StringBuilder query, String name, String value) {
		query.append(query.isEmpty() ? "?" : "&")
			.append(UriUtils.encode(name, StandardCharsets.UTF_8))
			.append('=')
			.append(UriUtils.encode(value, StandardCharsets.UTF_8));
	}

	// Return the parameters of a query, or null when one is malformed or comes twice: of
	// two values, the verifier and the application could each believe another.
	static @Nullable TreeMap<String, String> parse(String query) {
		TreeMap<String, String> parameters = new TreeMap<>();
		for (String pair : query.split("&", -1)) {
			int equals = pair.indexOf('=');
			String name = decode((equals < 0) ? pair : pair.substring(0, equals));
			String value = (equals < 0) ? "" : decode(pair.substring(equals + 1));
			if (name == null || value == null || parameters.put(name, value) != null) {
				return null;
			}
		}
		return parameters;
	}

	// In a query, a plus sign is a space.
	private static @Nullable String decode(String text) {
		return PercentCoding.decode(text.replace('+', ' '));
	}

	// Take what belongs to the signature out of the parameters, or return null when it is
	// not all there or not as it was written.
	static @Nullable LinkQuery take(TreeMap<String, String> parameters) {
		Long expires = seconds(parameters.remove(EXPIRES));
		boolean later = parameters.containsKey(NOT_BEFORE);
		Long notBefore = seconds(parameters.remove(NOT_BEFORE));
		String bind = optional(parameters, BIND);
		String once = optional(parameters, ONCE);
		if (expires == null || (later && notBefore == null) || bind == null || once == null || !BINDS.contains(bind)) {
			return null;
		}
		return new LinkQuery(parameters, expires, notBefore, bind, once);
	}

	private static @Nullable String optional(Map<String, String> parameters, String name) {
		if (!parameters.containsKey(name)) {
			return "";
		}
		String value = parameters.remove(name);
		return (value != null && !value.isEmpty()) ? value : null;
	}

	private static @Nullable Long seconds(@Nullable String text) {
		if (text == null || text.isEmpty() || text.length() > 12
				|| !text.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return null;
		}
		long seconds = Long.parseLong(text);
		return (seconds <= NEVER && Long.toString(seconds).equals(text)) ? seconds : null;
	}

}
