package dev.hardening.sample.console;

import io.swagger.v3.oas.annotations.Operation;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Fails, to show that the caller learns nothing of the cause and the error tracker all.
 */
@RestController
class BoomController {

	@Operation(summary = "Fail, for the sake of the answer")
	@GetMapping("/api/boom")
	void boom() {
		throw new IllegalStateException("This failure is deliberate");
	}

}
