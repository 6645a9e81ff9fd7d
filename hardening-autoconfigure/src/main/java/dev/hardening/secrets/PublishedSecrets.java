package dev.hardening.secrets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * Secrets that anyone can look up: of tutorials, documentation and project templates, and
 * what stands in templates to be replaced.
 */
final class PublishedSecrets {

	private static final String RESOURCE = "published-secrets.txt";

	/** Parts, without punctuation, that only a placeholder has. */
	private static final List<String> PLACEHOLDERS = List.of("changeme", "changeit", "changethis", "changein",
			"tochange", "replaceme", "replacethis", "replacewith", "yoursecret", "yourkey", "yourjwt", "yoursuper",
			"your256bit", "your32char", "mysecret", "supersecret", "secretkey", "jwtsecret", "placeholder",
			"insertyour", "insecure", "donotuse", "inproduction", "qwerty", "asdfgh", "password", "dummy", "example");

	private static final Set<String> PUBLISHED = load();

	private PublishedSecrets() {
	}

	static boolean contains(String secret) {
		String text = secret.strip();
		if (PUBLISHED.contains(text.toLowerCase(Locale.ROOT)) || isTemplate(text)) {
			return true;
		}
		String letters = plain(text);
		return PLACEHOLDERS.stream().anyMatch(letters::contains);
	}

	private static boolean isTemplate(String text) {
		return (text.startsWith("<") && text.endsWith(">")) || (text.startsWith("${") && text.endsWith("}"))
				|| (text.startsWith("{{") && text.endsWith("}}"));
	}

	private static String plain(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			if (Character.isLetterOrDigit(text.charAt(i))) {
				plain.append(Character.toLowerCase(text.charAt(i)));
			}
		}
		return plain.toString();
	}

	private static Set<String> load() {
		try (InputStream stream = PublishedSecrets.class.getResourceAsStream(RESOURCE)) {
			Assert.state(stream != null, RESOURCE + " is missing");
			Set<String> secrets = new HashSet<>();
			BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (!line.isBlank() && !line.startsWith("#")) {
					secrets.add(line.strip().toLowerCase(Locale.ROOT));
				}
			}
			return Set.copyOf(secrets);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
