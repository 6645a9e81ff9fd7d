package dev.hardening.environment;

import java.util.List;

/**
 * Finds the known key that someone probably meant.
 */
final class NearestKey {

	private final List<String> keys;

	NearestKey(PropertyTree tree) {
		this.keys = tree.leaves().stream().map(PropertyNode::path).toList();
	}

	/**
	 * Return the nearest key by Levenshtein's distance. A key with the same last name in
	 * another place is near too.
	 * @param unknown a key that does not exist
	 * @return a key that does
	 */
	String to(String unknown) {
		String nearest = this.keys.get(0);
		int least = Integer.MAX_VALUE;
		for (String key : this.keys) {
			String candidate = withNamesOf(unknown, key);
			int distance = distance(unknown, candidate);
			distance = lastName(candidate).equals(lastName(unknown)) ? Math.min(distance, 4) : distance;
			if (distance < least) {
				least = distance;
				nearest = candidate;
			}
		}
		return nearest;
	}

	// What the user calls an entry of a map is no mistake.
	private static String withNamesOf(String unknown, String key) {
		String[] names = unknown.split("\\.");
		String[] candidate = key.split("\\.");
		for (int i = 0; i < candidate.length && i < names.length; i++) {
			candidate[i] = candidate[i].equals("*") ? names[i] : candidate[i];
			if (candidate[i].endsWith("[]") && names[i].contains("[")) {
				candidate[i] = candidate[i].replace("[]", names[i].substring(names[i].indexOf('[')));
			}
		}
		return String.join(".", candidate);
	}

	private static String lastName(String key) {
		return key.substring(key.lastIndexOf('.') + 1);
	}

	static int distance(String a, String b) {
		int[] previous = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int change = previous[j - 1] + ((a.charAt(i - 1) != b.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[b.length()];
	}

}
