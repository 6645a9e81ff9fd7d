package dev.hardening.sample.console;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.springframework.core.io.ClassPathResource;

/**
 * The integrity metadata of a script, so that a browser does not run what a proxy or a
 * cache has made of it (W3C Subresource Integrity).
 */
final class Integrity {

	private Integrity() {
	}

	static String of(String location) throws IOException {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-384")
				.digest(new ClassPathResource(location).getContentAsByteArray());
			return "sha384-" + Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
