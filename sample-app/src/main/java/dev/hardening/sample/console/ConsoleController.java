package dev.hardening.sample.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.hardening.headers.CspNonce;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages. Each carries the nonce of its answer on what it may run.
 */
@Hidden
@RestController
class ConsoleController {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private final Page index = Page.read("console/index.html");

	private final Page docs = Page.read("console/docs.html");

	private final Map<String, String> texts = new HashMap<>();

	ConsoleController(Environment environment) throws IOException {
		this.texts.put("appIntegrity", Integrity.of("static/console/app.js"));
		this.texts.put("docsIntegrity", Integrity.of("static/console/docs.js"));
		if (environment.acceptsProfiles(Profiles.of("development"))) {
			this.texts.put("username", "demo");
			this.texts.put("password", "demo-password-1");
		}
	}

	@GetMapping("/")
	ResponseEntity<String> index(
			@RequestAttribute(name = CspNonce.ATTRIBUTE, required = false) @Nullable CspNonce nonce) {
		return page(this.index, nonce);
	}

	@GetMapping("/docs")
	ResponseEntity<String> docs(
			@RequestAttribute(name = CspNonce.ATTRIBUTE, required = false) @Nullable CspNonce nonce) {
		return page(this.docs, nonce);
	}

	private ResponseEntity<String> page(Page page, @Nullable CspNonce nonce) {
		Map<String, String> all = new HashMap<>(this.texts);
		if (nonce != null) {
			all.put("cspNonce", nonce.value());
		}
		return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore()).body(page.render(all));
	}

}
