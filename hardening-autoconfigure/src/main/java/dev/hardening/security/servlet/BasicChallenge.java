package dev.hardening.security.servlet;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HttpBasicConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;

/**
 * Answers 401 with a problem, and offers basic authentication as well where the chain has
 * it, in the realm that the chain says. Spring Security's own entry point leaves it out
 * for calls by script, which would make a browser ask for a password, and so does this
 * one.
 */
class BasicChallenge extends AbstractHttpConfigurer<BasicChallenge, HttpSecurity> implements AuthenticationEntryPoint {

	private final AuthenticationEntryPoint problems;

	private volatile @Nullable AuthenticationEntryPoint basic;

	BasicChallenge(AuthenticationEntryPoint problems) {
		this.problems = problems;
	}

	// The chain is described by now, and the basic configurer is initialized later, as it
	// was added later.
	@Override
	@SuppressWarnings("unchecked")
	public void init(HttpSecurity http) {
		HttpBasicConfigurer<HttpSecurity> configurer = http.getConfigurer(HttpBasicConfigurer.class);
		if (configurer != null) {
			configurer.addObjectPostProcessor(new Capture());
		}
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException, ServletException {
		AuthenticationEntryPoint basic = this.basic;
		if (basic != null) {
			basic.commence(request, new HeadersOnly(response), failure);
		}
		this.problems.commence(request, response, failure);
	}

	/**
	 * Hears which entry point basic authentication has.
	 */
	private final class Capture implements ObjectPostProcessor<AuthenticationEntryPoint> {

		// One of the application's own may write whatever it likes.
		@Override
		public <O extends AuthenticationEntryPoint> O postProcess(O entryPoint) {
			if (entryPoint instanceof DelegatingAuthenticationEntryPoint
					|| entryPoint instanceof BasicAuthenticationEntryPoint) {
				BasicChallenge.this.basic = entryPoint;
			}
			return entryPoint;
		}

	}

	/**
	 * Lets headers through and leaves the answer to whoever writes it.
	 */
	private static final class HeadersOnly extends HttpServletResponseWrapper {

		HeadersOnly(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void sendError(int status) {
		}

		@Override
		public void sendError(int status, String message) {
		}

		@Override
		public void setStatus(int status) {
		}

	}

}
