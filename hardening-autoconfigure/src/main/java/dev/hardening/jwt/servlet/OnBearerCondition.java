package dev.hardening.jwt.servlet;

import dev.hardening.jwt.ConditionalOnJwt;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultWebSecurity;

/**
 * Matches where every chain should accept bearer tokens: the starter's own does as soon
 * as something can verify them, a user's only where the starter verifies them. Whoever
 * configures Boot's decoder and a chain joins the two as always.
 */
class OnBearerCondition extends AnyNestedCondition {

	OnBearerCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnJwt
	static class StarterVerifies {

	}

	@ConditionalOnDefaultWebSecurity
	static class StarterHasTheChain {

	}

}
