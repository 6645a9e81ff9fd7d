package dev.hardening.audit;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Wires the command that prints the report and ends.
 */
@AutoConfiguration(before = LifecycleAutoConfiguration.class)
@ConditionalOnBooleanProperty(AuditCommandEnvironmentPostProcessor.RUN)
public final class AuditCommandAutoConfiguration {

	@Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
	AuditCommand auditCommand(ObjectProvider<Audit> audit, ObjectProvider<AuditQuestion> questions,
			AuditProperties properties) {
		return new AuditCommand(audit::getObject, AuditQuestions.with(questions.orderedStream().toList()), properties,
				AuditCommandEnvironmentPostProcessor.out(), System::exit);
	}

}
