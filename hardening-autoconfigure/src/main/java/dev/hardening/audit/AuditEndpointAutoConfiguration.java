package dev.hardening.audit;

import dev.hardening.environment.ApplicationVersion;
import dev.hardening.environment.DeploymentEnvironment;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the actuator endpoint that shows the audit.
 */
@AutoConfiguration(after = AuditAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(HardeningEndpoint.class)
public final class AuditEndpointAutoConfiguration {

	@Bean
	Explainer explainer(ObjectProvider<ControlExplainer> explainers, Environment environment) {
		return new Explainer(explainers.orderedStream().toList(), environment);
	}

	@Bean
	AuditPagePolicy auditPagePolicy() {
		return new AuditPagePolicy(Html.policy());
	}

	@Bean
	HardeningEndpoint hardeningEndpoint(Audit audit, ObjectProvider<AuditQuestion> questions, Explainer explainer,
			ObjectProvider<AuditView> views, Environment environment, ObjectProvider<BuildProperties> build) {
		String application = "%s %s, %s".formatted(environment.getProperty("spring.application.name", "Application"),
				ApplicationVersion.of(environment, build.getIfAvailable()), DeploymentEnvironment.of(environment));
		return new HardeningEndpoint(audit, AuditQuestions.with(questions.orderedStream().toList()), explainer,
				views.orderedStream().toList(), new AuditPage(application));
	}

}
