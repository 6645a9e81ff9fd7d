package dev.hardening.signedurl;

import java.time.Instant;

/**
 * A link that was signed. Whoever has it may use it, so its text form hides it.
 *
 * @param url the link
 * @param expiresAt from when on it is refused
 */
public record SignedUrl(String url, Instant expiresAt) {

	@Override
	public String toString() {
		return "SignedUrl[expiresAt=" + this.expiresAt + "]";
	}

}
