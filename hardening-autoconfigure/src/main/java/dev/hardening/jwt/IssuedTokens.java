package dev.hardening.jwt;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to a sign-in or a refresh, in the form of RFC 6749. As JSON it is the body
 * that clients expect.
 *
 * @param accessToken goes with each request as {@code Authorization: Bearer}
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds for which the access token is good
 * @param refreshToken is good for one refresh
 */
public record IssuedTokens(@JsonProperty("access_token") String accessToken,
		@JsonProperty("token_type") String tokenType, @JsonProperty("expires_in") long expiresIn,
		@JsonProperty("refresh_token") String refreshToken) {

	@Override
	public String toString() {
		return "IssuedTokens[expiresIn=" + this.expiresIn + "]";
	}

}
