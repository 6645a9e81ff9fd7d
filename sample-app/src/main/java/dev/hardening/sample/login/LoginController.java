package dev.hardening.sample.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.lockout.LoginAttempts;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
class LoginController {

	private final PasswordCheck passwords;

	private final Tickets tickets;

	private final Sessions sessions;

	private final JwtTokenService tokens;

	private final ObjectProvider<LoginAttempts> attempts;

	LoginController(PasswordCheck passwords, Tickets tickets, Sessions sessions, JwtTokenService tokens,
			ObjectProvider<LoginAttempts> attempts) {
		this.passwords = passwords;
		this.tickets = tickets;
		this.sessions = sessions;
		this.tokens = tokens;
		this.attempts = attempts;
	}

	/**
	 * Sign in.
	 * @param login name and password
	 * @return tokens, or a challenge when the account has a second factor
	 */
	@Operation(summary = "Sign in with name and password")
	@PostMapping("/login")
	Object login(@Valid @RequestBody Credentials.Login login) {
		// For tracks that count by name; without the lockout there is none.
		this.attempts.ifAvailable((lockout) -> lockout.begin(login.username()));
		Account account = this.passwords.check(login.username(), login.password())
			.orElseThrow(() -> new BadCredentialsException("Wrong name or password"));
		if (account.secondFactor()) {
			String challenge = this.tickets.issue(account, Tickets.Purpose.SECOND_FACTOR);
			this.sessions.demandUnchanged(account);
			return new Challenge(true, challenge);
		}
		return this.sessions.begin(this.tokens, account);
	}

	@Operation(summary = "Exchange a refresh token, which is good once")
	@PostMapping("/refresh")
	Object refresh(@Valid @RequestBody Credentials.Refresh refresh) {
		return this.tokens.refresh(refresh.token());
	}

	/**
	 * Sign out: the session ends, whichever of its tokens are about.
	 * @param refresh the refresh token of the session
	 */
	@Operation(summary = "Revoke the session")
	@PostMapping("/logout")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void logout(@Valid @RequestBody Credentials.Refresh refresh) {
		this.tokens.revoke(refresh.token());
	}

	/**
	 * The password was right; a code is awaited.
	 *
	 * @param required always true
	 * @param challenge goes with the code
	 */
	record Challenge(@JsonProperty("two_factor_required") boolean required, String challenge) {

		@Override
		public String toString() {
			return "Challenge[]";
		}

	}

}
