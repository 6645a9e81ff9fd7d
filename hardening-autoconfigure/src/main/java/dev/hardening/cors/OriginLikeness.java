package dev.hardening.cors;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An origin as people see it, and whether they would take it for another (Unicode
 * Technical Standard 39 has the whole table; the letters here are those that are used).
 *
 * @param scheme the scheme
 * @param host the host in ASCII and lower case
 * @param port the port, -1 for the usual one
 */
record OriginLikeness(String scheme, String host, int port) {

	private static final int SHORTEST = 6;

	/** Cyrillic and Greek letters, and digits, that look like a Latin letter. */
	private static final Map<Integer, String> LETTERS = letters(
			"\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u0501d\u04cfl\u04bbh\u043ak\u043cm"
					+ "\u0442t\u0432b\u043dh\u03bfo\u03b1a\u03bdv\u03c1p\u03b9i\u03bak\u03c4t\u03c5u\u0131i0o1l");

	static @Nullable OriginLikeness parse(String origin) {
		try {
			URI uri = new URI(origin.strip());
			String scheme = uri.getScheme();
			String host = uri.getHost();
			return (scheme != null && host != null)
					? new OriginLikeness(scheme.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), uri.getPort())
					: null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static Map<Integer, String> letters(String pairs) {
		int[] points = pairs.codePoints().toArray();
		Map<Integer, String> letters = new HashMap<>();
		for (int i = 0; i < points.length; i += 2) {
			letters.put(points[i], Character.toString(points[i + 1]));
		}
		return Map.copyOf(letters);
	}

	/**
	 * Return how this may be taken for another origin.
	 * @param ours the other one
	 * @return the beginning of the sentence that ends with the other, or {@code null}
	 * when nobody would
	 */
	@Nullable String likenessTo(OriginLikeness ours) {
		if (this.host.equals(ours.host)) {
			return this.scheme.equals(ours.scheme) ? "another port of" : "another scheme than";
		}
		if (this.host.endsWith("." + ours.host)) {
			return "a host below";
		}
		if (ours.host.endsWith("." + this.host)) {
			return "a host above";
		}
		if (ours.host.length() < SHORTEST) {
			return null;
		}
		if (this.host.contains(ours.host)) {
			return "contains the name of";
		}
		if (skeleton().equals(ours.skeleton())) {
			return "is written like";
		}
		return differInOne(this.host, ours.host) ? "differs in one letter from" : null;
	}

	private String skeleton() {
		String seen = Normalizer.normalize(IDN.toUnicode(this.host), Normalizer.Form.NFKD);
		StringBuilder skeleton = new StringBuilder();
		seen.codePoints()
			.filter((point) -> Character.getType(point) != Character.NON_SPACING_MARK)
			.forEach((point) -> skeleton.append(LETTERS.getOrDefault(point, Character.toString(point))));
		return skeleton.toString().replace("rn", "m").replace("vv", "w").replace('i', 'l');
	}

	// Added, left out, or replaced.
	private static boolean differInOne(String one, String other) {
		if (Math.abs(one.length() - other.length()) > 1) {
			return false;
		}
		int same = 0;
		while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
			same++;
		}
		String restOfOne = one.substring(same);
		String restOfOther = other.substring(same);
		return tail(restOfOne).equals(tail(restOfOther)) || tail(restOfOne).equals(restOfOther)
				|| restOfOne.equals(tail(restOfOther));
	}

	private static String tail(String text) {
		return text.isEmpty() ? text : text.substring(1);
	}

	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ((this.port >= 0) ? ":" + this.port : "");
	}

}
