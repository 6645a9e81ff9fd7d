package dev.hardening.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.hardening.audit.AuditProperties.FailOn;
import dev.hardening.audit.ReleaseAuditChecks.Releases;
import dev.hardening.environment.ApplicationVersion;
import dev.hardening.secrets.RedactionPolicy;
import dev.hardening.secrets.SecretFacts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Wires the audit and the start-up summary. Comes last, so that the gate looks after all
 * other singletons have seen each other.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@EnableConfigurationProperties(AuditProperties.class)
public final class AuditAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Audit audit(ObjectProvider<AuditCheck> checks, ObjectProvider<AuditChecks> groups, AuditProperties properties) {
		List<AuditCheck> all = new ArrayList<>(checks.orderedStream().toList());
		groups.orderedStream().forEach((group) -> all.addAll(group.checks()));
		IgnoredChecks ignored = new IgnoredChecks(properties.ignore(), Clock.systemDefaultZone());
		all.add(ignored.check(all.stream().map(AuditCheck::id).collect(Collectors.toSet())));
		return new Audit(all, ignored);
	}

	@Bean
	AuditGate auditGate(Audit audit, AuditProperties properties, Environment environment) {
		return new AuditGate(audit, properties.run() ? FailOn.NEVER : properties.failOn(), environment);
	}

	@Bean
	ProcessAuditChecks processAuditChecks(Environment environment, ResourceLoader application) {
		return new ProcessAuditChecks(environment, ProcessFacts.current(), application.getClassLoader());
	}

	@Bean
	ReleaseAuditChecks releaseAuditChecks(Environment environment, ObjectProvider<BuildProperties> build) {
		BuildProperties properties = build.getIfAvailable();
		return new ReleaseAuditChecks(environment, Releases.current((properties != null) ? properties.getTime() : null),
				Clock.systemDefaultZone());
	}

	@Bean
	SecretsAuditChecks secretsAuditChecks(Environment environment, ObjectProvider<RedactionPolicy> policy) {
		return new SecretsAuditChecks(new SecretFacts(environment, policy.getIfAvailable(RedactionPolicy::builtIn)),
				environment, Clock.systemUTC());
	}

	@Bean
	BackupAuditCheck backupAuditCheck(AuditProperties properties, ObjectProvider<LastBackup> last,
			Environment environment) {
		return new BackupAuditCheck(properties.backups(), last.getIfUnique(), environment, Clock.systemUTC());
	}

	@Bean
	StartupSummary startupSummary(Environment environment, ObjectProvider<BuildProperties> build,
			ObjectProvider<SummaryContributor> contributors, Audit audit) {
		return new StartupSummary(ApplicationVersion.of(environment, build.getIfAvailable()),
				contributors.orderedStream().toList(), audit);
	}

}
