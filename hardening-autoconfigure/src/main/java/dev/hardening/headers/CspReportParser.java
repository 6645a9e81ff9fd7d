package dev.hardening.headers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads both formats in which browsers report: that of {@code report-uri} (CSP level 2)
 * and that of {@code report-to} (Reporting API).
 */
final class CspReportParser {

	/** More than any browser sends at once. */
	private static final int MOST_REPORTS = 100;

	private static final int DEEPEST = 16;

	/** What level 3, section 5.2, puts in place of an address. */
	private static final Set<String> KINDS = Set.of("inline", "eval", "wasm-eval", "trusted-types-policy",
			"trusted-types-sink");

	private static final Set<String> SCHEMES = Set.of("data", "blob", "filesystem", "mediastream");

	private static final Set<String> ORIGINS = Set.of("http", "https", "ws", "wss");

	private static final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
			.build())
		.build();

	private CspReportParser() {
	}

	/**
	 * Read a report.
	 * @param body the body of the request
	 * @return the violations in it
	 * @throws IllegalArgumentException if the body is not JSON
	 */
	static List<CspViolation> parse(byte[] body) {
		List<CspViolation> violations = new ArrayList<>();
		JsonNode root = read(body);
		if (root.isArray()) {
			for (int i = 0; i < Math.min(root.size(), MOST_REPORTS); i++) {
				JsonNode report = root.path(i);
				if ("csp-violation".equals(text(report, "type"))) {
					add(violations, report.path("body"));
				}
			}
		}
		else {
			add(violations, root.path("csp-report"));
		}
		return violations;
	}

	private static JsonNode read(byte[] body) {
		try {
			JsonNode root = json.readTree(body);
			if (!root.isArray() && !root.isObject()) {
				throw new IllegalArgumentException("Not a report");
			}
			return root;
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Not JSON", ex);
		}
	}

	private static void add(List<CspViolation> violations, JsonNode report) {
		if (report.isObject()) {
			String directive = first(text(report, "effectiveDirective"), text(report, "effective-directive"),
					text(report, "violated-directive"));
			String blocked = first(text(report, "blockedURL"), text(report, "blocked-uri"), null);
			violations.add(new CspViolation(directive(directive), source(blocked),
					!"report".equals(text(report, "disposition"))));
		}
	}

	private static String first(@Nullable String one, @Nullable String two, @Nullable String three) {
		String value = (one != null) ? one : two;
		return (value != null) ? value : (three != null) ? three : "";
	}

	private static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isString() ? value.stringValue() : null;
	}

	// In level 2 the sources follow the name of the directive.
	private static String directive(String reported) {
		int end = reported.indexOf(' ');
		String name = (end < 0) ? reported : reported.substring(0, end);
		return CspDirective.names().contains(name) ? name : CspViolation.OTHER;
	}

	private static String source(String blocked) {
		if (KINDS.contains(blocked)) {
			return blocked;
		}
		int colon = blocked.indexOf(':');
		String scheme = ((colon < 0) ? blocked : blocked.substring(0, colon)).toLowerCase(Locale.ROOT);
		if (SCHEMES.contains(scheme)) {
			return scheme + ":";
		}
		String origin = ORIGINS.contains(scheme) ? origin(blocked) : null;
		return (origin != null) ? origin : CspViolation.OTHER;
	}

	private static @Nullable String origin(String url) {
		try {
			URI uri = new URI(withoutPath(url));
			String origin = uri.getScheme() + "://" + uri.getHost() + ((uri.getPort() < 0) ? "" : ":" + uri.getPort());
			boolean plain = uri.getHost() != null && uri.getHost().length() <= 253
					&& origin.matches("[A-Za-z]+://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
			return plain ? origin.toLowerCase(Locale.ROOT) : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	// The path is of no use here and may hold what java.net.URI does not read.
	private static String withoutPath(String url) {
		int start = url.indexOf("://") + 3;
		for (int i = start; i < url.length(); i++) {
			if ("/?#".indexOf(url.charAt(i)) >= 0) {
				return url.substring(0, i);
			}
		}
		return url;
	}

}
