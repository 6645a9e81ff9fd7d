package dev.hardening.sample.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to sign in, and what comes back. None of it shows a secret when printed.
 */
final class Credentials {

	static final int SHORTEST_NAME = 3;

	static final int LONGEST_NAME = 50;

	static final String USERNAME = "^[A-Za-z0-9_]+$";

	/** Of a new password; one from before may be shorter (OWASP ASVS 5.0, 6.2.1). */
	static final int SHORTEST_PASSWORD = 12;

	static final int LONGEST_PASSWORD = 128;

	private Credentials() {
	}

	/**
	 * Someone who wants in.
	 *
	 * @param username the name
	 * @param password the password
	 */
	@Schema(example = """
			{"username":"demo","password":"demo-password-1"}""")
	record Login(@NotNull @Size(min = SHORTEST_NAME, max = LONGEST_NAME) @Pattern(regexp = USERNAME) String username,
			@NotNull @Size(min = 8, max = LONGEST_PASSWORD) String password) {

		@Override
		public String toString() {
			return "Login[" + this.username + "]";
		}

	}

	/**
	 * A code of the second factor.
	 *
	 * @param challenge what the login answered; without it, the code confirms the factor
	 * of whoever is signed in
	 * @param code the six digits
	 */
	@Schema(example = """
			{"code":"123456"}""")
	record Code(@Size(max = 100) @Nullable String challenge, @NotNull @Pattern(regexp = "^[0-9]{6}$") String code) {

		@Override
		public String toString() {
			return "Code[]";
		}

	}

	/**
	 * A token to be exchanged or given back.
	 *
	 * @param token the refresh token
	 */
	@Schema(example = """
			{"refresh_token":"eyJhbGciOiJIUzI1NiIsInR5cCI6InJ0K2p3dCJ9.e30.c2lnbmF0dXJl"}""")
	record Refresh(@JsonProperty("refresh_token") @NotNull @Size(min = 1, max = 4096) String token) {

		@Override
		public String toString() {
			return "Refresh[]";
		}

	}

	/**
	 * A request to reset a password.
	 *
	 * @param username whose
	 */
	@Schema(example = """
			{"username":"demo"}""")
	record Reset(@NotNull @Size(min = SHORTEST_NAME, max = LONGEST_NAME) @Pattern(regexp = USERNAME) String username) {
	}

	/**
	 * The reset of a password.
	 *
	 * @param ticket the proof that was sent
	 * @param password the password from now on
	 */
	@Schema(example = """
			{"ticket":"the-ticket-that-came","new_password":"a-longer-password-2"}""")
	record ResetConfirmation(@NotNull @Size(max = 100) String ticket,
			@JsonProperty("new_password") @NotNull @Size(min = SHORTEST_PASSWORD,
					max = LONGEST_PASSWORD) String password) {

		@Override
		public String toString() {
			return "ResetConfirmation[]";
		}

	}

	/**
	 * A change of password by its owner.
	 *
	 * @param current the password until now
	 * @param password the password from now on
	 */
	@Schema(example = """
			{"current_password":"demo-password-1","new_password":"a-longer-password-2"}""")
	record Change(@JsonProperty("current_password") @NotNull @Size(max = LONGEST_PASSWORD) String current,
			@JsonProperty("new_password") @NotNull @Size(min = SHORTEST_PASSWORD,
					max = LONGEST_PASSWORD) String password) {

		@Override
		public String toString() {
			return "Change[]";
		}

	}

}
