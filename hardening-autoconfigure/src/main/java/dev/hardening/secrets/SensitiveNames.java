package dev.hardening.secrets;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds sensitive names at the end of longer ones. The names are in a tree by their last
 * character first, so that most names are ruled out by one or two characters and nothing
 * is copied.
 */
final class SensitiveNames {

	/** Sensitive also when they end a word, as in {@code DBPASSWORD}. */
	private static final List<String> ENDINGS = List.of("password", "passwords", "passwd", "passphrase", "secret",
			"secrets", "token", "apikey", "apikeys", "privatekey", "secretkey", "accesskey", "signature", "credential",
			"credentials", "authorization", "cookie");

	/** Sensitive as words of their own. */
	private static final List<String> WORDS = List.of("pwd", "pass", "pin", "otp", "totp", "cvv", "cvc", "ssn", "dsn",
			"jwt", "bearer", "session", "sessionid", "jsessionid", "cookies", "signingkey", "encryptionkey",
			"masterkey", "accountkey", "sharedkey", "connectionstring", "assertion", "samlresponse", "cardnumber");

	/** Headers whose values have spaces in them. */
	private static final List<String> HEADERS = List.of("authorization", "proxyauthorization", "cookie", "setcookie");

	/**
	 * No secrets, though they end like one: whether credentials may be sent is a setting
	 * and a header of CORS.
	 */
	private static final List<String> HARMLESS = List.of("allowcredentials");

	private final Node root = new Node();

	SensitiveNames(Collection<String> additional) {
		ENDINGS.forEach((name) -> add(name).ending = true);
		WORDS.forEach(this::add);
		HEADERS.forEach((name) -> add(name).header = true);
		HARMLESS.forEach((name) -> add(name).harmless = true);
		additional.forEach((name) -> add(name).chosen = true);
	}

	private Node add(String name) {
		Node node = this.root;
		for (int i = name.length() - 1; i >= 0; i--) {
			if (Character.isLetterOrDigit(name.charAt(i))) {
				node = node.child(Character.toLowerCase(name.charAt(i)));
			}
		}
		// A name of nothing but punctuation names nothing.
		node.terminal = (node != this.root);
		return node;
	}

	// Return whether the text before an index ends in a sensitive name.
	boolean endIn(CharSequence text, int end) {
		return find(text, end) != null;
	}

	// Return whether the text before an index ends in the name of a header whose value
	// takes the rest of the line.
	boolean endInHeader(CharSequence text, int end) {
		Node found = find(text, end);
		return found != null && found.header;
	}

	private @Nullable Node find(CharSequence text, int end) {
		Node found = findBefore(text, end);
		int stripped = (found != null) ? end : endWithoutIndex(text, end);
		return (stripped == end) ? found : findBefore(text, stripped);
	}

	private @Nullable Node findBefore(CharSequence text, int end) {
		Node node = this.root;
		Node found = null;
		for (int i = end - 1; i >= 0 && node != null; i--) {
			char c = text.charAt(i);
			if (isLetterOrDigit(c)) {
				node = node.next(lower(c));
				if (node != null && node.terminal && (node.ending || beginsWord(text, i))) {
					found = node.over(found);
				}
			}
			else if (!isJoint(c)) {
				return found;
			}
		}
		return found;
	}

	private static boolean beginsWord(CharSequence text, int index) {
		if (index == 0) {
			return true;
		}
		char before = text.charAt(index - 1);
		return !isLetterOrDigit(before)
				|| (Character.isUpperCase(text.charAt(index)) && !Character.isUpperCase(before));
	}

	// The end of a name without the indexes of a list, as in secrets[0].
	private static int endWithoutIndex(CharSequence text, int end) {
		int stripped = end;
		while (stripped > 0 && isIndex(text.charAt(stripped - 1))) {
			stripped--;
		}
		return stripped;
	}

	private static boolean isIndex(char c) {
		return isDigit(c) || c == '[' || c == ']';
	}

	private static boolean isJoint(char c) {
		return c == '-' || c == '_' || c == '.' || c == '[' || c == ']' || c == ' ';
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isLetterOrDigit(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c)
				|| (c >= 128 && Character.isLetterOrDigit(c));
	}

	private static char lower(char c) {
		return (c < 128) ? (char) ((c >= 'A' && c <= 'Z') ? c + 32 : c) : Character.toLowerCase(c);
	}

	private static final class Node {

		private final @Nullable Node[] ascii = new Node[128];

		private final Map<Character, Node> others = new HashMap<>(0);

		private boolean terminal;

		private boolean ending;

		private boolean header;

		private boolean harmless;

		private boolean chosen;

		// A name that the user chose is sensitive, whatever longer name it ends.
		private @Nullable Node over(@Nullable Node shorter) {
			if (this.harmless && !this.chosen) {
				return (shorter != null && shorter.chosen) ? shorter : null;
			}
			return this;
		}

		private @Nullable Node next(char c) {
			return (c < 128) ? this.ascii[c] : this.others.get(c);
		}

		private Node child(char c) {
			Node child = next(c);
			if (child == null) {
				child = new Node();
				if (c < 128) {
					this.ascii[c] = child;
				}
				else {
					this.others.put(c, child);
				}
			}
			return child;
		}

	}

}
