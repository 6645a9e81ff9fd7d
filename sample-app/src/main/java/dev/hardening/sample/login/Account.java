package dev.hardening.sample.login;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Someone who may sign in.
 *
 * @param id the database's number of the account
 * @param username the name
 * @param password the encoded password
 * @param totpSecret the secret of the second factor in Base32, if there is one
 * @param secondFactor whether the second factor was confirmed, so that it is asked for
 * @param generation how often the password was changed
 * @param authorities what the account may do
 */
record Account(long id, String username, String password, @Nullable String totpSecret, boolean secondFactor,
		int generation, List<String> authorities) {

	@Override
	public String toString() {
		return this.username;
	}

}
