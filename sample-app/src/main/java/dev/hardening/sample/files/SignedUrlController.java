package dev.hardening.sample.files;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hardening.signedurl.SignedUrl;
import dev.hardening.signedurl.SignedUrlService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes addresses by which whoever has one gets a private file for a while.
 */
@RestController
class SignedUrlController {

	private static final Duration LONGEST = Duration.ofDays(7);

	private final StoredFiles files;

	private final SignedUrlService urls;

	SignedUrlController(StoredFiles files, SignedUrlService urls) {
		this.files = files;
		this.urls = urls;
	}

	@Operation(summary = "Make a signed link to a file of yours")
	@PostMapping("/api/files/{key}/signed-url")
	Link sign(@PathVariable @Pattern(regexp = FileController.KEY) String key,
			@Valid @RequestBody(required = false) @Nullable Wish wish, Principal principal) {
		// To anyone but the owner, the file does not exist.
		StoredFile file = this.files.find(key)
			.filter((found) -> found.owner().equals(principal.getName()))
			.orElseThrow(FileController::notFound);
		String path = "/files/" + file.key();
		SignedUrl signed = (wish != null && wish.ttl() != null) ? this.urls.sign(path, wish.toDuration(wish.ttl()))
				: this.urls.sign(path);
		return new Link(signed.url(), signed.expiresAt());
	}

	/**
	 * For how long.
	 *
	 * @param ttl how long the address is good for, for example 10m, at most seven days
	 */
	@Schema(example = """
			{"ttl":"10m"}""")
	record Wish(@Pattern(regexp = "^[1-9][0-9]{0,5}[smhd]$") @Nullable String ttl) {

		Duration toDuration(String text) {
			Duration duration = DurationStyle.SIMPLE.parse(text);
			return (duration.compareTo(LONGEST) < 0) ? duration : LONGEST;
		}

	}

	/**
	 * An address with a signature.
	 *
	 * @param url the address
	 * @param expiresAt when it ends
	 */
	record Link(String url, @JsonProperty("expires_at") Instant expiresAt) {

		@Override
		public String toString() {
			return "Link[]";
		}

	}

}
