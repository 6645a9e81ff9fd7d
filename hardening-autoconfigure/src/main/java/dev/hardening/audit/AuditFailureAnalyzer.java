package dev.hardening.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what the audit found and what to do about it.
 */
class AuditFailureAnalyzer extends AbstractFailureAnalyzer<AuditFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AuditFailedException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Mend each, or accept it with a reason under hardening.audit.ignore. If this is no production, set "
						+ "hardening.environment to staging or development. To start all the same, set "
						+ "hardening.audit.fail-on to never. See docs/audit.md.",
				cause);
	}

}
