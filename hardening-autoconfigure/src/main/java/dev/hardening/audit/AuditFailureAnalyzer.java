package dev.hardening.audit;

import java.util.Locale;

import dev.hardening.environment.FailureText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says what the audit found and what to do about it.
 */
class AuditFailureAnalyzer extends AbstractFailureAnalyzer<AuditFailedException> {

	private final @Nullable Environment environment;

	AuditFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AuditFailedException cause) {
		FailureText text = new FailureText(this.environment);
		String failOn = cause.failOn().name().toLowerCase(Locale.ROOT);
		return text.analysis(
				"%s, which refuses to start with %s".formatted(text.subject(AuditProperties.FAIL_ON, failOn),
						cause.getMessage()),
				"Mend each, or accept it with a reason under hardening.audit.ignore. If this is no production, set "
						+ "hardening.environment to staging or development. To start all the same, set "
						+ "hardening.audit.fail-on to never.",
				AuditProperties.FAIL_ON, cause);
	}

}
