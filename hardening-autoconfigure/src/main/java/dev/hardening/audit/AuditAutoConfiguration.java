package dev.hardening.audit;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.ApplicationVersion;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the audit and the start-up summary.
 */
@AutoConfiguration
public final class AuditAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Audit audit(ObjectProvider<AuditCheck> checks, ObjectProvider<AuditChecks> groups) {
		List<AuditCheck> all = new ArrayList<>(checks.orderedStream().toList());
		groups.orderedStream().forEach((group) -> all.addAll(group.checks()));
		return new Audit(all);
	}

	@Bean
	ProcessAuditChecks processAuditChecks(Environment environment) {
		return new ProcessAuditChecks(environment, ProcessFacts.current());
	}

	@Bean
	StartupSummary startupSummary(Environment environment, ObjectProvider<BuildProperties> build,
			ObjectProvider<SummaryContributor> contributors, Audit audit) {
		return new StartupSummary(ApplicationVersion.of(environment, build.getIfAvailable()),
				contributors.orderedStream().toList(), audit);
	}

}
