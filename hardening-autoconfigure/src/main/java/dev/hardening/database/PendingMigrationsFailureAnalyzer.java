package dev.hardening.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which migrations are pending and what to do about them.
 */
class PendingMigrationsFailureAnalyzer extends AbstractFailureAnalyzer<PendingMigrationsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PendingMigrationsException cause) {
		String description = "hardening.database.migrations is 'validate' and the database lacks %d migration(s):%n"
			.formatted(cause.pending().size()) + "%n    ".formatted()
				+ String.join("%n    ".formatted(), cause.pending());
		return new FailureAnalysis(description,
				"Apply them before the application starts, as a user who may change the schema, or set "
						+ "hardening.database.migrations to 'apply' and let the application do it.",
				cause);
	}

}
