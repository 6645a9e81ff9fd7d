package dev.hardening.database;

import dev.hardening.environment.FailureText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says which migrations are pending and what to do about them.
 */
class PendingMigrationsFailureAnalyzer extends AbstractFailureAnalyzer<PendingMigrationsException> {

	private static final String KEY = "hardening.database.migrations";

	private final @Nullable Environment environment;

	PendingMigrationsFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PendingMigrationsException cause) {
		FailureText text = new FailureText(this.environment);
		String description = "%s, which refuses to start while the database lacks %d migration(s):%n%n    %s".formatted(
				text.subject(KEY, "validate"), cause.pending().size(),
				String.join("%n    ".formatted(), cause.pending()));
		return text.analysis(description,
				"Apply them before the application starts, as a user who may change the schema, or set " + KEY
						+ " to 'apply' and let the application do it.",
				KEY, cause);
	}

}
