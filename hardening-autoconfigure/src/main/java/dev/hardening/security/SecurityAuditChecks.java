package dev.hardening.security;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.security.AccessExpression.Kind;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Whether rules open more than they should, and whether users and sessions are safe.
 */
public class SecurityAuditChecks implements AuditChecks {

	private static final Set<String> EVERYTHING = Set.of("/**", "/*/**", "/{*path}");

	private static final int SHORTEST_PASSWORD = 12;

	private static final long LONGEST_SESSION_HOURS = 12;

	private static final String COOKIE = "server.servlet.session.cookie.";

	private static final String PASSWORD = "spring.security.user.password";

	private final AccessRules rules;

	private final Environment environment;

	/**
	 * Create the checks.
	 * @param rules who may reach what
	 * @param environment the properties of the application
	 */
	public SecurityAuditChecks(AccessRules rules, Environment environment) {
		this.rules = rules;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.concat(rules(), usersAndSessions())
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private Stream<AuditCheck> rules() {
		return Stream.of(
				open("HRD-SEC-001", "No rule opens every path", AuditSeverity.WARNING, EVERYTHING::contains)
					.because("A new endpoint would be open to everyone from its first day.")
					.mendedBy("hardening.security.rules: the open paths by name")
					.demandedBy("ASVS 5.0 8.2.1", Checklist.GUIDE.part("3"), Checklist.STORY.part("1")),
				open("HRD-SEC-002", "The actuator is not open to everyone", AuditSeverity.ERROR, this::isActuator)
					.because("It tells, and may change, what the application is made of.")
					.mendedBy("hardening.security.rules: without the actuator")
					.demandedBy("ASVS 5.0 13.4.5"),
				open("HRD-SEC-003", "Paths of administrators ask for an authority", AuditSeverity.WARNING,
						(path) -> path.toLowerCase(Locale.ROOT).contains("/admin"))
					.because("Whoever finds the path is an administrator.")
					.mendedBy("hardening.security.rules: {paths: [/admin/**], access: \"hasRole('ADMIN')\"}")
					.demandedBy("ASVS 5.0 8.2.1", Checklist.STORY.part("1")),
				AuditCheck.of("HRD-SEC-011", "Each rule can decide", AuditSeverity.WARNING, this::shadowed)
					.because(
							"Of several rules the first that matches decides: what a later one says of the same path is never asked.")
					.mendedBy("hardening.security.rules: the narrow rule before the wide one")
					.demandedBy("ASVS 5.0 8.2.1"));
	}

	private AuditResult shadowed() {
		List<AccessRule> configured = this.rules.all().stream().filter(AccessRule::isConfigured).toList();
		List<String> shadowed = new ArrayList<>();
		for (int i = 0; i < configured.size(); i++) {
			AccessRule rule = configured.get(i);
			configured.subList(0, i)
				.stream()
				.filter((earlier) -> earlier.covers(rule))
				.findFirst()
				.ifPresent((earlier) -> shadowed.add("%s of %s by %s of %s".formatted(rule.pattern(), rule.origin(),
						earlier.pattern(), earlier.origin())));
		}
		return AuditResult.passIf(shadowed.isEmpty(), shadowed.isEmpty() ? "No rule is hidden behind an earlier one."
				: "Hidden: %s.".formatted(String.join("; ", shadowed)));
	}

	private AuditCheck open(String id, String title, AuditSeverity severity, Predicate<String> paths) {
		return AuditCheck.of(id, title, severity, () -> {
			List<String> open = this.rules.all()
				.stream()
				.filter((rule) -> rule.isConfigured() && rule.access().kind() == Kind.PERMIT_ALL)
				.filter((rule) -> paths.test(rule.pattern().getPatternString()))
				.map((rule) -> "%s by %s".formatted(rule.pattern(), rule.origin()))
				.toList();
			return AuditResult.passIfNone(open, "No rule says otherwise.", "Open: ");
		});
	}

	private boolean isActuator(String path) {
		String base = this.environment.getProperty("management.endpoints.web.base-path", "/actuator");
		return base.length() > 1 && path.startsWith(base);
	}

	private Stream<AuditCheck> usersAndSessions() {
		return Stream.of(
				AuditCheck.of("HRD-SEC-004", "No user has a default or weak password", AuditSeverity.ERROR, this::user)
					.because("Names like admin and passwords like these are tried first.")
					.mendedBy("users in a database, and no " + PASSWORD)
					.demandedBy("ASVS 5.0 6.3.2", Checklist.IMPROVEMENTS.part("3")),
				AuditCheck
					.of("HRD-SEC-005", "Scripts and other sites do not get the session cookie", AuditSeverity.WARNING,
							this::cookie)
					.because("Who has the cookie is the user.")
					.mendedBy(COOKIE + "http-only: true, " + COOKIE + "same-site: lax, " + COOKIE + "secure: true")
					.demandedBy("ASVS 5.0 3.3.2", "ASVS 5.0 3.3.4"),
				AuditCheck.of("HRD-SEC-006", "A session ends when it is left", AuditSeverity.INFO, this::session)
					.because("The next user of the machine goes on where the last one stopped.")
					.mendedBy("server.servlet.session.timeout: 30m")
					.demandedBy("ASVS 5.0 7.3.1"));
	}

	private AuditResult user() {
		String password = this.environment.getProperty(PASSWORD);
		if (!StringUtils.hasText(password)) {
			return AuditResult.pass("No user is made by properties.");
		}
		boolean hashed = password.startsWith("{") && !password.startsWith("{noop}");
		String plain = password.startsWith("{noop}") ? password.substring("{noop}".length()) : password;
		boolean strong = hashed || plain.length() >= SHORTEST_PASSWORD;
		return AuditResult.passIf(strong, strong ? "The password is %s.".formatted(hashed ? "hashed" : "long enough")
				: "spring.security.user has a password of less than %d characters.".formatted(SHORTEST_PASSWORD));
	}

	private AuditResult cookie() {
		List<String> loose = Stream
			.of(loose("http-only", "false"), loose("secure", "false"), loose("same-site", "none"),
					loose("same-site", "omitted"))
			.filter(StringUtils::hasText)
			.toList();
		return AuditResult.passIfNone(loose, "Nothing loosens it.", "Set: ");
	}

	private String loose(String name, String value) {
		boolean set = value.equalsIgnoreCase(this.environment.getProperty(COOKIE + name));
		return set ? COOKIE + name + ": " + value : "";
	}

	private AuditResult session() {
		String value = this.environment.getProperty("server.servlet.session.timeout", "30m");
		long seconds = DurationStyle.detectAndParse(value, ChronoUnit.SECONDS).toSeconds();
		return AuditResult.passIf(seconds > 0 && seconds <= LONGEST_SESSION_HOURS * 3600,
				(seconds > 0) ? "After %d s.".formatted(seconds) : "It does not.");
	}

}
