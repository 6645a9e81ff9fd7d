package dev.hardening.sample.login;

import java.util.List;
import java.util.Optional;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.jwt.JwtTokenService;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.BadCredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * A sign-in that overlaps with a change of the password.
 */
class SessionsTests {

	private static final IssuedTokens ISSUED = new IssuedTokens("access", "Bearer", 60, "refresh");

	private final Accounts accounts = mock(Accounts.class);

	private final JwtTokenService tokens = mock(JwtTokenService.class);

	private final Sessions sessions = new Sessions(this.accounts);

	@Test
	void sessionWhenThePasswordIsStillTheSameBegins() {
		given(this.tokens.issue(any())).willReturn(ISSUED);
		given(this.accounts.find(7)).willReturn(Optional.of(account(3)));
		assertThat(this.sessions.begin(this.tokens, account(3))).isSameAs(ISSUED);
		then(this.tokens).should(never()).revoke(anyString());
	}

	@Test
	void sessionWhenThePasswordWasChangedOrTheAccountIsGoneEndsAtOnce() {
		given(this.tokens.issue(any())).willReturn(ISSUED);
		for (Optional<Account> now : List.of(Optional.of(account(4)), Optional.<Account>empty())) {
			// Looked at before the tokens were issued, a change between the two is
			// missed.
			willAnswer((call) -> {
				then(this.tokens).should().issue(any());
				return now;
			}).given(this.accounts).find(7);
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> this.sessions.begin(this.tokens, account(3)));
			then(this.tokens).should().revoke("refresh");
			clearInvocations(this.tokens);
		}
	}

	private static Account account(int generation) {
		return new Account(7, "ada", "{noop}x", null, false, generation, List.of());
	}

}
