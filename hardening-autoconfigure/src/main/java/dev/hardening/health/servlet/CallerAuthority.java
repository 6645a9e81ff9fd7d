package dev.hardening.health.servlet;

import java.security.Principal;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.ClassUtils;

/**
 * Whether a caller may look at the inside of the application.
 */
final class CallerAuthority {

	private static final Set<String> AUTHORITIES = Set.of("ACTUATOR", "SCOPE_actuator");

	private static final boolean SECURITY_PRESENT = ClassUtils
		.isPresent("org.springframework.security.core.Authentication", CallerAuthority.class.getClassLoader());

	private CallerAuthority() {
	}

	static boolean isOperator(HttpServletRequest request) {
		Principal principal = request.getUserPrincipal();
		return SECURITY_PRESENT && principal != null && Granted.anyOf(principal);
	}

	private static final class Granted {

		static boolean anyOf(Principal principal) {
			return principal instanceof Authentication authentication && authentication.isAuthenticated()
					&& authentication.getAuthorities()
						.stream()
						.map(GrantedAuthority::getAuthority)
						.anyMatch((authority) -> authority != null && AUTHORITIES.contains(authority));
		}

	}

}
