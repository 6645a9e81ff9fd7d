package dev.hardening.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL as it may be shown: without user, password and parameters.
 */
final class JdbcUrl {

	private static final Pattern PARAMETERS = Pattern.compile("[?;]");

	private static final Pattern SCHEME = Pattern.compile("^jdbc:[a-z0-9]+(?::[a-z0-9]+)*:");

	private JdbcUrl() {
	}

	static String withoutCredentials(@Nullable String url) {
		if (url == null) {
			return "unknown";
		}
		String head = PARAMETERS.split(url, 2)[0];
		Matcher scheme = SCHEME.matcher(head);
		if (!scheme.find()) {
			return "unknown";
		}
		// A sign in the parameters may also be the end of a password that contains the
		// character that starts parameters: then nothing can be told apart.
		boolean ambiguous = url.indexOf('@', head.length()) >= 0;
		if (ambiguous) {
			return scheme.group() + "...";
		}
		int user = head.lastIndexOf('@');
		if (user < 0) {
			return head;
		}
		String slashes = head.startsWith("//", scheme.end()) ? "//" : "";
		return scheme.group() + slashes + head.substring(user + 1);
	}

	static boolean isInMemory(String url) {
		return url.startsWith("jdbc:h2:mem:") || url.startsWith("jdbc:hsqldb:mem:")
				|| url.startsWith("jdbc:derby:memory:") || url.startsWith("jdbc:sqlite::memory:");
	}

}
