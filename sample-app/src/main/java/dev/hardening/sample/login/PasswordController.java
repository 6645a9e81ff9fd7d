package dev.hardening.sample.login;

import java.security.Principal;

import dev.hardening.jwt.JwtTokenService;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
class PasswordController {

	private final Accounts accounts;

	private final PasswordCheck passwords;

	private final GuessablePasswords guessable;

	private final Tickets tickets;

	private final PasswordResets resets;

	private final JwtTokenService tokens;

	PasswordController(Accounts accounts, PasswordCheck passwords, GuessablePasswords guessable, Tickets tickets,
			PasswordResets resets, JwtTokenService tokens) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.guessable = guessable;
		this.tickets = tickets;
		this.resets = resets;
		this.tokens = tokens;
	}

	/**
	 * Ask for a reset. The answer is the same whether or not the account exists, and so
	 * is what is done before it.
	 * @param reset whose password
	 */
	@Operation(summary = "Ask for a ticket that sets a new password")
	@PostMapping("/password-reset")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void reset(@Valid @RequestBody Credentials.Reset reset) {
		this.resets.begin(reset.username());
	}

	@Operation(summary = "Set a new password with a ticket")
	@PostMapping("/password-reset/confirm")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void confirm(@Valid @RequestBody Credentials.ResetConfirmation confirmation) {
		Account account = this.tickets.attempt(confirmation.ticket(), Tickets.Purpose.PASSWORD_RESET)
			.flatMap(this.accounts::find)
			.orElseThrow(() -> new BadCredentialsException("Wrong or used ticket"));
		// Before the ticket is used up, and only for whoever has one: it takes its time.
		this.guessable.refuse(confirmation.password(), account.username());
		if (!this.tickets.redeem(confirmation.ticket())) {
			throw new BadCredentialsException("Used ticket");
		}
		change(account, confirmation.password());
	}

	@Operation(summary = "Change your password, which ends all other sessions")
	@PostMapping("/password-change")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void change(@Valid @RequestBody Credentials.Change change, Principal principal) {
		Account account = this.passwords.check(principal.getName(), change.current())
			.orElseThrow(() -> new BadCredentialsException("Wrong password"));
		this.guessable.refuse(change.password(), account.username());
		change(account, change.password());
	}

	// Whoever has a token or a challenge by the old password, a thief for example, is
	// out.
	private void change(Account account, String password) {
		this.accounts.changePassword(account.id(), this.passwords.encode(password));
		this.tickets.forget(account.id());
		this.tokens.revokeAll(account.username());
	}

}
