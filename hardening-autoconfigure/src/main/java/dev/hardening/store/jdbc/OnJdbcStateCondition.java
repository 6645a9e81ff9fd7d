package dev.hardening.store.jdbc;

import dev.hardening.store.SharedStateProperties.Store;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches where the user says so, or says nothing and the table can be made or is his to
 * make. An application with a database and without Flyway need not mend anything to
 * start.
 */
class OnJdbcStateCondition extends SpringBootCondition {

	private static final String FLYWAY = "org.flywaydb.core.Flyway";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ConditionMessage.Builder message = ConditionMessage.forCondition("Shared state in the database");
		Store store = Binder.get(environment).bind("hardening.shared-state.store", Store.class).orElse(Store.AUTO);
		if (store != Store.AUTO) {
			return new ConditionOutcome(store == Store.JDBC, message.because("the store is " + store));
		}
		boolean hasFlyway = ClassUtils.isPresent(FLYWAY, context.getClassLoader());
		return new ConditionOutcome(hasFlyway, message.because("Flyway is " + (hasFlyway ? "there" : "not there")));
	}

}
