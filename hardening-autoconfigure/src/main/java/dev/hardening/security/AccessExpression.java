package dev.hardening.security;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagerFactory;

/**
 * Who may, in words: a keyword, or a function of names in single quotes. Deliberately not
 * a language: what can be written can be read at a glance, and nothing is evaluated.
 *
 * @param kind what is asked of the caller
 * @param names the roles, authorities or scopes of which one is enough
 */
public record AccessExpression(Kind kind, List<String> names) {

	/** What is needed where no rule matches. */
	static final AccessExpression AUTHENTICATED = new AccessExpression(Kind.AUTHENTICATED, List.of());

	private static final int MOST_NAMES = 50;

	private static final String ROLE_PREFIX = "ROLE_";

	private static final String SCOPE_PREFIX = "SCOPE_";

	/**
	 * Parse an expression.
	 * @param text the expression, for example {@code hasRole('ADMIN')}
	 * @return the parsed expression
	 * @throws IllegalArgumentException if the text is not an access expression
	 */
	public static AccessExpression parse(String text) {
		String trimmed = text.trim();
		int open = trimmed.indexOf('(');
		Kind kind = Kind.of((open < 0) ? trimmed : trimmed.substring(0, open));
		if (kind == null || (open < 0) == kind.takesNames()) {
			throw new IllegalArgumentException("is not an access expression");
		}
		return new AccessExpression(kind, (open < 0) ? List.of() : names(kind, trimmed, open));
	}

	private static List<String> names(Kind kind, String text, int open) {
		if (!text.endsWith(")")) {
			throw new IllegalArgumentException("does not end with a parenthesis");
		}
		List<String> names = new ArrayList<>();
		for (String argument : text.substring(open + 1, text.length() - 1).split(",", -1)) {
			names.add(name(kind, argument.trim()));
		}
		if (names.size() > kind.mostNames) {
			throw new IllegalArgumentException("has too many names");
		}
		return List.copyOf(names);
	}

	private static String name(Kind kind, String quoted) {
		if (quoted.length() < 3 || quoted.charAt(0) != '\'' || quoted.charAt(quoted.length() - 1) != '\'') {
			throw new IllegalArgumentException("has a name that is not in single quotes");
		}
		String name = quoted.substring(1, quoted.length() - 1);
		if (!name.chars().allMatch(AccessExpression::isOfName)) {
			throw new IllegalArgumentException("has a name with characters other than letters, digits and _ - . : /");
		}
		if (kind.takesRoles() && name.startsWith(ROLE_PREFIX)) {
			throw new IllegalArgumentException("repeats the prefix ROLE_, which is added by itself");
		}
		return name;
	}

	private static boolean isOfName(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || "_-.:/".indexOf(character) >= 0;
	}

	/**
	 * Return what decides for this expression.
	 * @param <T> what is accessed
	 * @param factory makes managers, with the application's role hierarchy and prefix
	 * @return the manager
	 */
	public <T> AuthorizationManager<T> manager(AuthorizationManagerFactory<T> factory) {
		String[] all = this.names.toArray(String[]::new);
		return switch (this.kind) {
			case PERMIT_ALL -> factory.permitAll();
			case DENY_ALL -> factory.denyAll();
			case AUTHENTICATED -> factory.authenticated();
			case ANONYMOUS -> factory.anonymous();
			case HAS_ROLE, HAS_ANY_ROLE -> factory.hasAnyRole(all);
			case HAS_AUTHORITY, HAS_ANY_AUTHORITY -> factory.hasAnyAuthority(all);
			case HAS_SCOPE ->
				factory.hasAnyAuthority(this.names.stream().map(SCOPE_PREFIX::concat).toArray(String[]::new));
		};
	}

	@Override
	public String toString() {
		return this.kind.takesNames() ? this.kind + "('" + String.join("','", this.names) + "')" : this.kind.toString();
	}

	/**
	 * The words there are.
	 */
	public enum Kind {

		/** Everyone. */
		PERMIT_ALL("permit-all"),

		/** Nobody. */
		DENY_ALL("deny-all"),

		/** Whoever is authenticated. */
		AUTHENTICATED("authenticated"),

		/** Only who is not authenticated, as for a registration. */
		ANONYMOUS("anonymous"),

		/** Who has the role. */
		HAS_ROLE("hasRole", 1),

		/** Who has one of the roles. */
		HAS_ANY_ROLE("hasAnyRole", MOST_NAMES),

		/** Who has the authority. */
		HAS_AUTHORITY("hasAuthority", 1),

		/** Who has one of the authorities. */
		HAS_ANY_AUTHORITY("hasAnyAuthority", MOST_NAMES),

		/** Whose token or key has the scope. */
		HAS_SCOPE("hasScope", 1);

		private final String word;

		private final int mostNames;

		Kind(String word) {
			this(word, 0);
		}

		Kind(String word, int mostNames) {
			this.word = word;
			this.mostNames = mostNames;
		}

		private boolean takesNames() {
			return this.mostNames > 0;
		}

		private boolean takesRoles() {
			return this == HAS_ROLE || this == HAS_ANY_ROLE;
		}

		private static @Nullable Kind of(String word) {
			for (Kind kind : values()) {
				if (kind.word.equals(word)) {
					return kind;
				}
			}
			return null;
		}

		@Override
		public String toString() {
			return this.word;
		}

	}

}
