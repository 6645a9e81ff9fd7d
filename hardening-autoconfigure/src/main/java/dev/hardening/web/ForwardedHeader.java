package dev.hardening.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads the hops that proxies wrote down, from the farthest to the nearest. A hop that
 * cannot be read as an address is {@code null}, so that a walk from the right knows where
 * to stop.
 */
enum ForwardedHeader {

	/** {@code Forwarded}, RFC 7239. */
	FORWARDED {

		@Override
		List<@Nullable String> hops(List<String> lines) {
			List<@Nullable String> hops = new ArrayList<>();
			for (String element : split(lines, ',')) {
				hops.add(forParameter(element));
			}
			return hops;
		}

		private @Nullable String forParameter(String element) {
			@Nullable String found = null;
			for (String pair : split(List.of(element), ';')) {
				if (pair.toLowerCase(Locale.ROOT).startsWith("for=")) {
					if (found != null) {
						return null;
					}
					found = withoutPort(unquote(pair.substring("for=".length())));
				}
			}
			return found;
		}

		private String unquote(String value) {
			boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
			return quoted ? value.substring(1, value.length() - 1) : value;
		}

	},

	/** {@code X-Forwarded-For}, the de facto list. */
	X_FORWARDED_FOR {

		@Override
		List<@Nullable String> hops(List<String> lines) {
			List<@Nullable String> hops = new ArrayList<>();
			for (String element : split(lines, ',')) {
				hops.add(withoutPort(element));
			}
			return hops;
		}

	},

	/** One value in a header of a single edge, such as {@code CF-Connecting-IP}. */
	SINGLE_VALUE {

		@Override
		List<@Nullable String> hops(List<String> lines) {
			List<@Nullable String> hops = new ArrayList<>();
			for (String line : lines) {
				// Two values where the edge sets one mean that one is not the edge's.
				hops.add((lines.size() == 1 && line.indexOf(',') < 0) ? line.strip() : null);
			}
			return hops;
		}

	};

	/** More hops than any chain of proxies has; the rest of a longer list is noise. */
	private static final int MOST_HOPS = 50;

	abstract List<@Nullable String> hops(List<String> lines);

	static ForwardedHeader of(String header) {
		return switch (header.toLowerCase(Locale.ROOT)) {
			case "forwarded" -> FORWARDED;
			case "x-forwarded-for" -> X_FORWARDED_FOR;
			default -> SINGLE_VALUE;
		};
	}

	// Keeps the last parts only: those were written nearest to us.
	private static List<String> split(List<String> lines, char separator) {
		List<String> parts = new ArrayList<>();
		for (String line : lines) {
			boolean quoted = false;
			int start = 0;
			for (int i = 0; i < line.length(); i++) {
				char character = line.charAt(i);
				quoted ^= character == '"';
				if (character == separator && !quoted) {
					parts.add(line.substring(start, i).strip());
					start = i + 1;
				}
			}
			parts.add(line.substring(start).strip());
		}
		return (parts.size() <= MOST_HOPS) ? parts : parts.subList(parts.size() - MOST_HOPS, parts.size());
	}

	private static String withoutPort(String hop) {
		if (hop.startsWith("[")) {
			int end = hop.indexOf(']');
			boolean plain = end == hop.length() - 1 || (end > 0 && isPort(hop, end + 1));
			return plain ? hop.substring(1, end) : hop;
		}
		int colon = hop.indexOf(':');
		boolean port = colon > 0 && colon == hop.lastIndexOf(':') && isPort(hop, colon);
		return port ? hop.substring(0, colon) : hop;
	}

	private static boolean isPort(String hop, int colon) {
		int digits = hop.length() - colon - 1;
		if (hop.charAt(colon) != ':' || digits < 1 || digits > 5) {
			return false;
		}
		return hop.chars().skip(colon + 1L).allMatch((c) -> c >= '0' && c <= '9');
	}

}
