package dev.hardening.headers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.core.env.Environment;

/**
 * Looks at the headers that an answer would carry, whichever property they come from.
 */
class SentHeadersAuditChecks implements AuditChecks {

	private static final String SET = "hardening.headers.set.";

	private static final List<String> PRIVATE = List.of("no-referrer", "same-origin", "strict-origin",
			"strict-origin-when-cross-origin");

	private final SecurityHeaders headers;

	private final Environment environment;

	SentHeadersAuditChecks(SecurityHeaders headers, Environment environment) {
		this.headers = headers;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.concat(documents(), isolation())
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private Stream<AuditCheck> documents() {
		return Stream.of(
				header("HRD-HDR-005", "Browsers guess no types", "X-Content-Type-Options",
						(value) -> value.equals("nosniff"))
					.because("An uploaded image that is a script would run.")
					.mendedBy(SET + "X-Content-Type-Options: nosniff")
					.demandedBy("ASVS 5.0 3.4.4", Checklist.GUIDE.part("5.1"), Checklist.STORY.part("Security Headers"),
							Checklist.IMPROVEMENTS.part("10")),
				AuditCheck.of("HRD-HDR-006", "No other site shows it in a frame", AuditSeverity.WARNING, this::framed)
					.because("Clicks on a page that lies invisibly over another do what the attacker wants.")
					.mendedBy("hardening.headers.csp.directives.frame-ancestors: \"'none'\"")
					.demandedBy("ASVS 5.0 3.4.6", Checklist.GUIDE.part("5.1"), Checklist.IMPROVEMENTS.part("10")),
				header("HRD-HDR-007", "Other sites do not learn addresses of pages", "Referrer-Policy",
						PRIVATE::contains)
					.because("Addresses hold names, ids and sometimes tokens.")
					.mendedBy(SET + "Referrer-Policy: no-referrer")
					.demandedBy("ASVS 5.0 3.4.5", Checklist.GUIDE.part("5.1")),
				header("HRD-HDR-008", "Camera, microphone and location are off", "Permissions-Policy",
						(value) -> Stream.of("camera=()", "microphone=()", "geolocation=()").allMatch(value::contains))
					.because("A script that gets into a page could ask for them in your name.")
					.mendedBy(SET + "Permissions-Policy: camera=(), microphone=(), geolocation=()")
					.demandedBy(Checklist.GUIDE.part("5.1")));
	}

	private Stream<AuditCheck> isolation() {
		return Stream.of(
				header("HRD-HDR-009", "Other sites cannot load answers as their own", "Cross-Origin-Resource-Policy",
						(value) -> value.startsWith("same-"))
					.because("What a site loads it can measure, and on some processors read.")
					.mendedBy(SET + "Cross-Origin-Resource-Policy: same-origin")
					.demandedBy("ASVS 5.0 3.5.8"),
				header("HRD-HDR-010", "Other windows have no handle on its own", "Cross-Origin-Opener-Policy",
						(value) -> value.startsWith("same-origin"))
					.because("A window that opened it can lead it elsewhere.")
					.mendedBy(SET + "Cross-Origin-Opener-Policy: same-origin")
					.demandedBy("ASVS 5.0 3.4.8"),
				header("HRD-HDR-011", "Caches keep no answers", "Cache-Control", (value) -> value.contains("no-store"))
					.because("A shared cache gives one user's data to the next.")
					.mendedBy(SET + "Cache-Control: no-store")
					.demandedBy("ASVS 5.0 14.3.2"),
				AuditCheck.of("HRD-HDR-012", "Answers do not name the server", AuditSeverity.WARNING, this::anonymous)
					.because("A version tells which holes to try.")
					.mendedBy("hardening.headers.remove: [Server, X-Powered-By], server.server-header: unset")
					.demandedBy("ASVS 5.0 13.4.6", Checklist.GUIDE.part("5.1")));
	}

	private AuditCheck header(String id, String title, String name, Predicate<String> good) {
		return AuditCheck.of(id, title, AuditSeverity.WARNING, () -> {
			String value = sent().get(name);
			boolean fine = value != null && good.test(value.toLowerCase(Locale.ROOT));
			return AuditResult.passIf(fine,
					(value != null) ? "%s is %s.".formatted(name, value) : "%s is not sent.".formatted(name));
		});
	}

	private AuditResult framed() {
		Map<String, String> sent = sent();
		String policy = sent.getOrDefault("Content-Security-Policy", "");
		boolean byPolicy = policy.contains("frame-ancestors 'none'") || policy.contains("frame-ancestors 'self'");
		boolean byHeader = List.of("DENY", "SAMEORIGIN")
			.contains(sent.getOrDefault("X-Frame-Options", "").toUpperCase(Locale.ROOT));
		return AuditResult.passIf(byPolicy || byHeader, byPolicy ? "frame-ancestors says so."
				: byHeader ? "X-Frame-Options says so." : "Neither frame-ancestors nor X-Frame-Options is sent.");
	}

	private AuditResult anonymous() {
		Map<String, String> sent = sent();
		List<String> names = Stream.of("Server", "X-Powered-By").filter(sent::containsKey).toList();
		return AuditResult.passIfNone(names, "They do not.", "They carry ");
	}

	private Map<String, String> sent() {
		Recorder recorder = new Recorder();
		recorder.set("Server", "unknown");
		recorder.set("X-Powered-By", "unknown");
		this.headers.write(recorder);
		return recorder.values;
	}

	/**
	 * An answer over HTTPS that keeps what it is given.
	 */
	private static final class Recorder implements HeaderTarget {

		private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

		@Override
		public boolean isSecure() {
			return true;
		}

		@Override
		public int status() {
			return 200;
		}

		@Override
		public String contentType() {
			return "application/json";
		}

		@Override
		public boolean contains(String name) {
			return this.values.containsKey(name);
		}

		@Override
		public void set(String name, String value) {
			this.values.put(name, value);
		}

		@Override
		public void remove(String name) {
			this.values.remove(name);
		}

		@Override
		public CspNonce nonce() {
			return new CspNonce();
		}

	}

}
