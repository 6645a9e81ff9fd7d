package dev.hardening.jwt.servlet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.hardening.jwt.PublicKeys;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Publishes the keys that verify this application's tokens. Others keep them for some
 * minutes, so a new key is published before it signs.
 */
@Controller
class PublicKeysController {

	static final String PATH = "/.well-known/jwks.json";

	private static final MediaType JWK_SET = new MediaType("application", "jwk-set+json");

	private static final CacheControl CACHE = CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

	private final PublicKeys keys;

	PublicKeysController(PublicKeys keys) {
		this.keys = keys;
	}

	@GetMapping(PATH)
	ResponseEntity<byte[]> keys() {
		if (this.keys.isEmpty()) {
			throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, null));
		}
		return ResponseEntity.ok()
			.cacheControl(CACHE)
			.contentType(JWK_SET)
			.body(this.keys.json().getBytes(StandardCharsets.UTF_8));
	}

}
