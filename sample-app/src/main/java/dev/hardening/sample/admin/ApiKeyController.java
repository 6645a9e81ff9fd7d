package dev.hardening.sample.admin;

import java.time.Instant;
import java.util.List;

import dev.hardening.apikey.ApiKeyService;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/api-keys")
class ApiKeyController {

	private static final String ID = "^[A-Za-z0-9._-]{1,100}$";

	private final ApiKeyService keys;

	ApiKeyController(ApiKeyService keys) {
		this.keys = keys;
	}

	@Operation(summary = "Make an API key, which is shown this once")
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ApiKeys.Issued make(@Valid @RequestBody ApiKeys.Wish wish) {
		return ApiKeys.Issued.of(this.keys.issue(wish.toNewApiKey()));
	}

	@Operation(summary = "List API keys, without the keys")
	@GetMapping
	List<ApiKeys.Known> list() {
		Instant now = Instant.now();
		return this.keys.list().stream().map((key) -> ApiKeys.Known.of(key, now)).toList();
	}

	@Operation(summary = "Replace an API key; the old one lives on for the overlap")
	@PostMapping("/{id}/rotate")
	ApiKeys.Issued rotate(@PathVariable @Pattern(regexp = ID) String id,
			@Valid @RequestBody ApiKeys.Rotation rotation) {
		return ApiKeys.Issued.of(this.keys.rotate(id, rotation.toDuration()));
	}

	@Operation(summary = "Revoke an API key")
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@PathVariable @Pattern(regexp = ID) String id) {
		this.keys.revoke(id);
	}

}
