package dev.hardening.actuator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Checks about what the actuator and the error answers give away.
 */
class ActuatorAuditChecks implements AuditChecks {

	private static final Set<String> DANGEROUS = Set.of("*", "env", "configprops", "heapdump", "threaddump", "shutdown",
			"loggers", "logfile", "httpexchanges", "sessions", "beans", "startup", "jolokia");

	private final Environment environment;

	ActuatorAuditChecks(Environment environment) {
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		List<AuditCheck> checks = new ArrayList<>();
		checks.add(AuditCheck
			.of("HRD-OPS-001", "The actuator exposes nothing that shows or changes the inside", AuditSeverity.ERROR,
					this::exposure)
			.because("A heap dump holds every secret, and changed log levels show requests.")
			.mendedBy("management.endpoints.web.exposure.include: health,info,hardening,prometheus")
			.demandedBy("ASVS 5.0 13.4.5"));
		checks.add(AuditCheck
			.of("HRD-OPS-002", "The actuator shows no values of properties", AuditSeverity.ERROR, this::values)
			.because("The values hold secrets that nobody thought to mask.")
			.mendedBy("management.endpoint.env.show-values: never")
			.demandedBy("ASVS 5.0 13.4.5"));
		checks.add(AuditCheck
			.of("HRD-OPS-003", "Health details are not shown to everyone", AuditSeverity.WARNING, this::details)
			.because("Products, versions and errors tell an attacker where to begin.")
			.mendedBy("management.endpoint.health.show-details: when-authorized")
			.demandedBy("ASVS 5.0 13.4.6"));
		checks.add(AuditCheck.of("HRD-OPS-004", "Error answers show no details", AuditSeverity.ERROR, this::errors)
			.because("A stack trace tells an attacker what the application is made of.")
			.mendedBy("spring.web.error.include-stacktrace: never, and the same of its siblings")
			.demandedBy("ASVS 5.0 16.5.1"));
		checks.replaceAll((check) -> check.outsideDevelopment(this.environment));
		return checks;
	}

	private AuditResult exposure() {
		List<String> excluded = list("management.endpoints.web.exposure.exclude");
		List<String> exposed = list("management.endpoints.web.exposure.include").stream()
			.filter((id) -> DANGEROUS.contains(id.toLowerCase(Locale.ROOT)))
			.filter((id) -> !excluded.contains(id) && !excluded.contains("*"))
			.toList();
		return AuditResult.passIfNone(exposed, "Nothing of the kind is exposed.", "Exposed: ")
			.withProperty("management.endpoints.web.exposure.include: health,info,hardening,prometheus")
			.withReference("ASVS 5.0 13.4.5");
	}

	private AuditResult values() {
		List<String> shown = List.of("env", "configprops", "quartz")
			.stream()
			.filter((id) -> is("management.endpoint." + id + ".show-values", "always"))
			.toList();
		return AuditResult.passIfNone(shown, "None does.", "Shown by: ")
			.withProperty("management.endpoint.env.show-values: never")
			.withReference("ASVS 5.0 13.4.5");
	}

	private AuditResult details() {
		boolean always = is("management.endpoint.health.show-details", "always");
		return AuditResult
			.passIf(!always,
					always ? "Everyone sees products, versions and errors." : "Anonymous callers see states only.")
			.withProperty("management.endpoint.health.show-details: when-authorized")
			.withReference("ASVS 5.0 13.4.6");
	}

	private AuditResult errors() {
		List<String> shown = List.of("include-message", "include-stacktrace", "include-binding-errors")
			.stream()
			.filter((key) -> !is("spring.web.error." + key, "never"))
			.filter((key) -> this.environment.containsProperty("spring.web.error." + key))
			.toList();
		boolean exception = is("spring.web.error.include-exception", "true");
		boolean good = shown.isEmpty() && !exception;
		return AuditResult
			.passIf(good,
					good ? "They show none."
							: "spring.web.error." + (exception ? "include-exception" : shown.get(0)) + " is set.")
			.withProperty("spring.web.error.include-stacktrace: never, and the same of its siblings")
			.withReference("ASVS 5.0 16.5.1");
	}

	private boolean is(String key, String value) {
		return value.equalsIgnoreCase(this.environment.getProperty(key));
	}

	private List<String> list(String key) {
		return Binder.get(this.environment).bind(key, Bindable.listOf(String.class)).orElseGet(List::of);
	}

}
