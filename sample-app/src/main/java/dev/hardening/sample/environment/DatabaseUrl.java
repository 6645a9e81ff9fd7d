package dev.hardening.sample.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database as hosting platforms give it,
 * {@code postgresql://user:password@host:5432/name?sslmode=verify-full}, or as JDBC wants
 * it.
 *
 * @param url the JDBC URL, without credentials
 * @param username who signs in, if the address says so
 * @param password the password, if the address holds one
 */
record DatabaseUrl(String url, @Nullable String username, @Nullable String password) {

	private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

	static DatabaseUrl parse(String text) {
		if (text.startsWith("jdbc:")) {
			return new DatabaseUrl(text, null, null);
		}
		try {
			return of(new URI(text));
		}
		catch (URISyntaxException ex) {
			throw invalid();
		}
	}

	private static DatabaseUrl of(URI uri) {
		if (!SCHEMES.contains(uri.getScheme()) || uri.getHost() == null || uri.getRawPath().length() < 2) {
			throw invalid();
		}
		String port = (uri.getPort() < 0) ? "" : ":" + uri.getPort();
		String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
		String url = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
		String[] user = (uri.getRawUserInfo() != null) ? uri.getRawUserInfo().split(":", 2) : new String[0];
		return new DatabaseUrl(url, decoded(user, 0), decoded(user, 1));
	}

	private static @Nullable String decoded(String[] parts, int index) {
		if (index >= parts.length) {
			return null;
		}
		// A plus sign is itself in this part of a URI.
		return URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	private static InvalidPropertyException invalid() {
		// The value is not shown: it may hold the password.
		return new InvalidPropertyException("DATABASE_URL", null, "is not the address of a PostgreSQL database",
				"Write postgresql://user:password@host:5432/name or a jdbc: URL; encode special characters.");
	}

	void addTo(Map<String, Object> properties) {
		properties.put("studio.database.url", this.url);
		if (this.username != null) {
			properties.put("studio.database.username", this.username);
		}
		if (this.password != null) {
			properties.put("studio.database.password", this.password);
		}
	}

	@Override
	public String toString() {
		return "DatabaseUrl[" + this.username + "]";
	}

}
