package dev.hardening.sample.login;

import java.security.Principal;
import java.util.Map;

import dev.hardening.jwt.JwtTokenService;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth/2fa")
class SecondFactorController {

	private final Accounts accounts;

	private final SecondFactor secondFactor;

	private final Tickets tickets;

	private final Sessions sessions;

	private final JwtTokenService tokens;

	SecondFactorController(Accounts accounts, SecondFactor secondFactor, Tickets tickets, Sessions sessions,
			JwtTokenService tokens) {
		this.accounts = accounts;
		this.secondFactor = secondFactor;
		this.tickets = tickets;
		this.sessions = sessions;
		this.tokens = tokens;
	}

	/**
	 * Offer a secret to the authenticator of whoever is signed in. It counts once a code
	 * made from it has been verified.
	 * @param principal who is signed in
	 * @return the secret, also as an address that authenticators read
	 */
	@Operation(summary = "Begin a second factor")
	@PostMapping("/enroll")
	Enrolment enroll(Principal principal) {
		Account account = this.accounts.find(principal.getName()).orElseThrow(SecondFactorController::refused);
		if (account.secondFactor()) {
			throw new ProblemException(Problem.of(ProblemType.CONFLICT, "There is a second factor already."));
		}
		String secret = this.secondFactor.newSecret();
		this.accounts.offerTotpSecret(account.id(), secret);
		return new Enrolment(secret, this.secondFactor.uri(account, secret));
	}

	/**
	 * Verify a code: with a challenge it ends a sign-in, without one it confirms the
	 * secret that was offered.
	 * @param code the code
	 * @param principal who is signed in, if anyone
	 * @return tokens, or that the factor is confirmed
	 */
	@Operation(summary = "Confirm a second factor, or sign in with one")
	@PostMapping("/verify")
	Object verify(@Valid @RequestBody Credentials.Code code, @Nullable Principal principal) {
		if (code.challenge() != null) {
			return signIn(code.challenge(), code.code());
		}
		if (principal == null) {
			throw refused();
		}
		Account account = this.accounts.find(principal.getName()).orElseThrow(SecondFactorController::refused);
		check(account, code.code());
		this.accounts.confirmTotpSecret(account.id());
		return Map.of("confirmed", true);
	}

	private Object signIn(String challenge, String code) {
		long id = this.tickets.attempt(challenge, Tickets.Purpose.SECOND_FACTOR)
			.orElseThrow(SecondFactorController::refused);
		Account account = this.accounts.find(id).orElseThrow(SecondFactorController::refused);
		check(account, code);
		if (!this.tickets.redeem(challenge)) {
			throw refused();
		}
		return this.sessions.begin(this.tokens, account);
	}

	private void check(Account account, String code) {
		if (account.totpSecret() == null || !this.secondFactor.check(account, account.totpSecret(), code)) {
			throw refused();
		}
		this.accounts.renewTotpSecret(account);
	}

	private static BadCredentialsException refused() {
		return new BadCredentialsException("Wrong code");
	}

	/**
	 * A secret for an authenticator.
	 *
	 * @param secret the secret in Base32
	 * @param uri the same as an address, usually shown as a QR code
	 */
	record Enrolment(String secret, String uri) {

		@Override
		public String toString() {
			return "Enrolment[]";
		}

	}

}
