package dev.hardening.cors;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Whether other sites are let in by name, and no more than needed.
 */
class CorsAuditChecks implements AuditChecks {

	private static final int MOST_ORIGINS_WITH_CREDENTIALS = 20;

	private static final int MOST_NAMED = 5;

	private static final Duration LONGEST = Duration.ofDays(1);

	private final CorsProperties properties;

	private final List<CorsConfiguration> configurations;

	private final RefusedOrigins refused;

	private final Environment environment;

	CorsAuditChecks(CorsProperties properties, List<CorsConfiguration> configurations, RefusedOrigins refused,
			Environment environment) {
		this.properties = properties;
		this.configurations = List.copyOf(configurations);
		this.refused = refused;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream
			.of(AuditCheck.of("HRD-CORS-002", "Not every site may read answers", AuditSeverity.ERROR, this::any)
				.because("Any page that a user visits reads what the user may see.")
				.mendedBy("hardening.cors.allowed-origins: the origins by name")
				.demandedBy("ASVS 5.0 3.4.2", Checklist.GUIDE.part("Security Checklist"), Checklist.STORY.part("1"),
						Checklist.IMPROVEMENTS.part("2"), Checklist.CONFIGURATION.part("Before Deployment")),
					AuditCheck
						.of("HRD-CORS-003", "No machine of a developer may read answers", AuditSeverity.WARNING,
								this::local)
						.because("What runs on the machine of a visitor at that port reads what the visitor may see.")
						.mendedBy("hardening.cors.development-origins, which count in development only")
						.demandedBy("ASVS 5.0 3.4.2", Checklist.CONFIGURATION.part("CORS Configuration")),
					AuditCheck
						.of("HRD-CORS-004", "Few sites may act with the user's credentials", AuditSeverity.WARNING,
								this::credentials)
						.because("Each of them can do what the user may.")
						.mendedBy("hardening.cors.allow-credentials: false")
						.demandedBy("ASVS 5.0 3.4.2", Checklist.IMPROVEMENTS.part("2")),
					AuditCheck.of("HRD-CORS-005", "Browsers ask again within a day", AuditSeverity.INFO, this::asked)
						.because("An origin that was let in stays in for as long.")
						.mendedBy("hardening.cors.max-age: 1h")
						.demandedBy(Checklist.IMPROVEMENTS.part("2")),
					AuditCheck
						.of("HRD-CORS-006", "No origin like an allowed one is refused", AuditSeverity.INFO, this::alike)
						.because("It is a site of yours that does not work, or one that is made to be taken for yours.")
						.mendedBy("hardening.cors.allowed-origins: with the origin, if it is yours")
						.demandedBy("ASVS 5.0 3.4.2", Checklist.STORY.part("1")))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private AuditResult any() {
		boolean any = this.configurations.stream()
			.anyMatch((configuration) -> has(configuration.getAllowedOrigins(), CorsConfiguration.ALL)
					|| has(configuration.getAllowedOriginPatterns(), "*")
					|| has(configuration.getAllowedOriginPatterns(), "http*://*"));
		return AuditResult.passIf(!any, any ? "A configuration allows every origin."
				: "%d configurations name their origins.".formatted(this.configurations.size()));
	}

	private static boolean has(@Nullable List<String> values, String value) {
		return values != null && values.contains(value);
	}

	private AuditResult local() {
		List<String> local = this.properties.allowedOrigins().stream().filter(CorsAuditChecks::isLocal).toList();
		return AuditResult.passIfNone(local, "None may.", "Allowed: ");
	}

	private static boolean isLocal(String origin) {
		try {
			String host = URI.create(origin.strip()).getHost();
			return host != null && (host.equals("localhost") || host.endsWith(".localhost") || host.startsWith("127.")
					|| host.equals("[::1]"));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private AuditResult credentials() {
		if (!this.properties.allowCredentials()) {
			return AuditResult.pass("None may.");
		}
		int origins = this.properties.allowedOrigins().size();
		return AuditResult.passIf(origins <= MOST_ORIGINS_WITH_CREDENTIALS, "%d origins may.".formatted(origins));
	}

	private AuditResult alike() {
		Map<String, String> alike = this.refused.alike();
		return alike.isEmpty() ? AuditResult.pass("None was since the start.")
				: AuditResult.warn("Refused: %s.".formatted(alike.entrySet()
					.stream()
					.limit(MOST_NAMED)
					.map((entry) -> "%s, %s".formatted(entry.getKey(), entry.getValue()))
					.collect(Collectors.joining("; "))));
	}

	private AuditResult asked() {
		Duration age = this.properties.maxAge();
		return AuditResult.passIf(age.compareTo(LONGEST) <= 0, "After %d s.".formatted(age.toSeconds()));
	}

}
