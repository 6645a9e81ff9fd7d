package dev.hardening.signedurl;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.hardening.web.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a link shall be good for. Immutable; begin with {@link #get} or {@link #of}.
 *
 * @param method the request method; a link for GET serves HEAD too
 * @param path the path inside the application, decoded, for example {@code /files/a b}
 * @param parameters query parameters; a link with others or without them is not valid
 * @param ttl how long it is good for, or {@code null} for the configured time
 * @param notBefore from when on it is good, or {@code null} for at once
 * @param purpose for what it is meant; a link for one purpose is none for another
 * @param address the only client that may use it, or {@code null} for any
 * @param user the name of the only user who may use it, or {@code null} for anyone
 * @param singleUse whether it is good for one request only
 */
public record UrlToSign(String method, String path, Map<String, String> parameters, @Nullable Duration ttl,
		@Nullable Instant notBefore, String purpose, @Nullable ClientAddress address, @Nullable String user,
		boolean singleUse) {

	/**
	 * Create the description of a link.
	 * @param method the request method
	 * @param path the path inside the application
	 * @param parameters query parameters
	 * @param ttl how long it is good for
	 * @param notBefore from when on it is good
	 * @param purpose for what it is meant
	 * @param address the only client
	 * @param user the only user
	 * @param singleUse whether it is good for one request only
	 */
	public UrlToSign {
		method = method.toUpperCase(Locale.ROOT);
		parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
	}

	/**
	 * Begin with a link for GET.
	 * @param path the path inside the application, decoded
	 * @return the description
	 */
	public static UrlToSign get(String path) {
		return of("GET", path);
	}

	/**
	 * Begin with a link for a method.
	 * @param method the request method
	 * @param path the path inside the application, decoded
	 * @return the description
	 */
	public static UrlToSign of(String method, String path) {
		return new UrlToSign(method, path, Map.of(), null, null, "", null, null, false);
	}

	/**
	 * Return a copy with query parameters.
	 * @param parameters names and values
	 * @return the copy
	 */
	public UrlToSign withParameters(Map<String, String> parameters) {
		return new UrlToSign(this.method, this.path, parameters, this.ttl, this.notBefore, this.purpose, this.address,
				this.user, this.singleUse);
	}

	/**
	 * Return a copy with a lifetime.
	 * @param ttl how long it is good for
	 * @return the copy
	 */
	public UrlToSign withTtl(Duration ttl) {
		return new UrlToSign(this.method, this.path, this.parameters, ttl, this.notBefore, this.purpose, this.address,
				this.user, this.singleUse);
	}

	/**
	 * Return a copy with a beginning.
	 * @param notBefore from when on it is good
	 * @return the copy
	 */
	public UrlToSign withNotBefore(Instant notBefore) {
		return new UrlToSign(this.method, this.path, this.parameters, this.ttl, notBefore, this.purpose, this.address,
				this.user, this.singleUse);
	}

	/**
	 * Return a copy for a purpose, which whoever verifies must name too.
	 * @param purpose for what it is meant
	 * @return the copy
	 */
	public UrlToSign withPurpose(String purpose) {
		return new UrlToSign(this.method, this.path, this.parameters, this.ttl, this.notBefore, purpose, this.address,
				this.user, this.singleUse);
	}

	/**
	 * Return a copy for one client.
	 * @param address the only client that may use it
	 * @return the copy
	 */
	public UrlToSign boundTo(ClientAddress address) {
		return new UrlToSign(this.method, this.path, this.parameters, this.ttl, this.notBefore, this.purpose, address,
				this.user, this.singleUse);
	}

	/**
	 * Return a copy for one user.
	 * @param user the name of the only user who may use it
	 * @return the copy
	 */
	public UrlToSign boundTo(String user) {
		return new UrlToSign(this.method, this.path, this.parameters, this.ttl, this.notBefore, this.purpose,
				this.address, user, this.singleUse);
	}

	/**
	 * Return a copy for one request.
	 * @return the copy
	 */
	public UrlToSign once() {
		return new UrlToSign(this.method, this.path, this.parameters, this.ttl, this.notBefore, this.purpose,
				this.address, this.user, true);
	}

}
