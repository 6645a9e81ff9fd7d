package dev.hardening.security;

import java.util.Map;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Takes the observations of Spring Security out of its chain where none is wanted. An
 * observation that is off by property is still offered around each filter of each
 * request, which costs about as much as it saves.
 */
@AutoConfiguration
@ConditionalOnClass(SecurityObservationSettings.class)
public final class SecurityObservationsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnNoSecurityObservations.class)
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Matches unless a property asks for an observation of Spring Security.
	 */
	static final class OnNoSecurityObservations extends SpringBootCondition {

		private static final String NAME = "spring.security";

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			Map<String, Boolean> enabled = Binder.get(context.getEnvironment())
				.bind("management.observations.enable", Bindable.mapOf(String.class, Boolean.class))
				.orElse(Map.of());
			for (Map.Entry<String, Boolean> entry : enabled.entrySet()) {
				if (entry.getValue() && (entry.getKey().equals(NAME) || entry.getKey().startsWith(NAME + "."))) {
					return ConditionOutcome
						.noMatch(ConditionMessage.of("management.observations.enable asks for %s", entry.getKey()));
				}
			}
			return new ConditionOutcome(Boolean.FALSE.equals(enabled.get(NAME)), "observations of Spring Security");
		}

	}

}
