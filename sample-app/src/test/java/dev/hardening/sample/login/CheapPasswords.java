package dev.hardening.sample.login;

import java.util.Map;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes the passwords of tests as the studio does, with the least work: half the time of
 * its tests would go to passwords otherwise. Tests that count hashes or read them do not
 * depend on how much work one is.
 */
@Component
class CheapPasswords implements BeanPostProcessor {

	private static final int LEAST = 4;

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof DelegatingPasswordEncoder)
				? new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(LEAST))) : bean;
	}

}
