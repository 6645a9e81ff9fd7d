package dev.hardening.security;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccessExpressionTests {

	@ParameterizedTest
	@ValueSource(strings = { "permit-all", "deny-all", "authenticated", "anonymous", "hasRole('ADMIN')",
			"hasAnyRole('ADMIN','EDITOR')", "hasAuthority('ACTUATOR')", "hasAnyAuthority('A','B')",
			"hasScope('catalog:read')" })
	void expressionWhenWellFormedIsItsOwnText(String text) {
		assertThat(AccessExpression.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "permitAll", "PERMIT-ALL", "permit-all()", "permit_all", "hasRole", "hasRole()",
			"hasRole('')", "hasRole(ADMIN)", "hasRole(\"ADMIN\")", "hasRole('ADMIN'", "hasRole('A','B')",
			"hasRole('ROLE_ADMIN')", "hasAnyRole('A',)", "hasAnyRole('A' 'B')", "hasRole('A') or permit-all",
			"hasRole('A') and hasRole('B')", "!authenticated", "isAnonymous()", "hasIpAddress('10.0.0.0/8')",
			"T(java.lang.Runtime).getRuntime()", "@bean.check()", "#{true}", "${x}", "hasRole('A\\'B')",
			"hasRole('A B')", "hasScope('a','b')", "hasRole('A'))", "true" })
	void expressionWhenAnythingElseIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AccessExpression.parse(text));
	}

}
