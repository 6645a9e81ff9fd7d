package dev.hardening.apikey.servlet;

import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.web.ApiKeyIdentity;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that tells what it sees of a caller.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ApiKeyApplication {

	@Bean
	Events events() {
		return new Events();
	}

	@RestController
	static class Endpoints {

		@GetMapping({ "/me", "/open/me" })
		String me(HttpServletRequest request) {
			if (!(request.getUserPrincipal() instanceof Authentication authentication)) {
				return "nobody";
			}
			String tier = (authentication instanceof ApiKeyIdentity identity) ? identity.tier() : "none";
			return authentication.getName() + " " + authentication.getAuthorities() + " " + tier + " "
					+ authentication.getCredentials() + " " + authentication;
		}

		@GetMapping("/admin/it")
		String admin() {
			return "administered";
		}

	}

	static class Events {

		final AtomicInteger failures = new AtomicInteger();

		final AtomicInteger successes = new AtomicInteger();

		@EventListener
		void onFailure(AbstractAuthenticationFailureEvent event) {
			this.failures.incrementAndGet();
		}

		@EventListener
		void onSuccess(AuthenticationSuccessEvent event) {
			this.successes.incrementAndGet();
		}

	}

}
