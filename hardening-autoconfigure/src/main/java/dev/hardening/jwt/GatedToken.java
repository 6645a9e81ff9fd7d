package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.nimbusds.jose.util.Base64URL;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * A token that went through the gate. It is well-formed, and nothing in it is verified.
 *
 * @param text the token as it was sent
 * @param header its header
 * @param claims its claims as they were sent
 */
record GatedToken(String text, TokenHeader header, Map<String, @Nullable Object> claims) {

	/**
	 * Return whom the token says it is of, which only serves to choose who verifies that.
	 * @return the issuer, or {@code null} when it names none
	 */
	@Nullable String issuer() {
		return (String) this.claims.get(JwtClaimNames.ISS);
	}

	byte[] signedBytes() {
		return this.text.substring(0, this.text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
	}

	Base64URL signature() {
		return new Base64URL(this.text.substring(this.text.lastIndexOf('.') + 1));
	}

	@Override
	public String toString() {
		return "GatedToken[]";
	}

}
