package dev.hardening.sample.login;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;

/**
 * The work that a sign-in costs: counted and not timed, since a clock would measure the
 * machine.
 */
class PasswordCheckTests {

	private static final String PASSWORD = "the-password-of-ada";

	private final Accounts accounts = mock(Accounts.class);

	private final PasswordEncoder encoder = mock(PasswordEncoder.class,
			AdditionalAnswers.delegatesTo(new BCryptPasswordEncoder(4)));

	private final PasswordCheck check = new PasswordCheck(this.accounts, this.encoder);

	private final String encoded = this.check.encode(PASSWORD);

	@BeforeEach
	void createAccount() {
		given(this.accounts.findPassword(any())).willReturn(Optional.empty());
		given(this.accounts.findPassword("ada")).willReturn(Optional.of(this.encoded));
		given(this.accounts.find("ada")).willReturn(Optional.of(account(this.encoded)));
		clearInvocations(this.accounts, this.encoder);
	}

	@Test
	void passwordWhenWrongCostsTheSameForWhoeverItIs() {
		for (String name : List.of("ada", "nobody")) {
			assertThat(this.check.check(name, "another-password")).isEmpty();
			then(this.accounts).should().findPassword(name);
			then(this.encoder).should()
				.matches(argThat("another-password"::contentEquals), argThat((hash) -> hash.startsWith("$2a$04$")));
			then(this.accounts).shouldHaveNoMoreInteractions();
			then(this.encoder).shouldHaveNoMoreInteractions();
			clearInvocations(this.accounts, this.encoder);
		}
	}

	@Test
	void passwordWhenThatOfNobodyOpensNothing() {
		assertThat(this.check.check("nobody", "nobody-has-this-password")).isEmpty();
	}

	@Test
	void passwordWhenRightOpensTheAccountUnlessItWasChangedMeanwhile() {
		assertThat(this.check.check("ada", PASSWORD)).map(Account::username).contains("ada");
		Account changed = account(this.check.encode("the-next-password"));
		given(this.accounts.find("ada")).willReturn(Optional.of(changed));
		assertThat(this.check.check("ada", PASSWORD)).isEmpty();
	}

	private static Account account(String password) {
		return new Account(1, "ada", password, null, false, 0, List.of());
	}

}
