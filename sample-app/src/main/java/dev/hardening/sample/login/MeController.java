package dev.hardening.sample.login;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController {

	@Operation(summary = "Who the credential belongs to")
	@GetMapping("/api/me")
	Me me(Authentication authentication) {
		List<String> authorities = authentication.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.map(String::valueOf)
			.filter((authority) -> !authority.startsWith("FACTOR_"))
			.sorted()
			.toList();
		return new Me(authentication.getName(), authorities);
	}

	/**
	 * Who calls.
	 *
	 * @param username the name of the user, or of the API key
	 * @param authorities what the caller may do
	 */
	record Me(String username, List<String> authorities) {
	}

}
