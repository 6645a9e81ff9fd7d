package dev.hardening.security.servlet;

import dev.hardening.web.servlet.ProblemWriter;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Gives every chain the answers to who may not. They are registered as defaults, so what
 * a chain sets itself wins, and a login page is still where a browser is sent.
 */
class RefusalCustomizer implements Customizer<HttpSecurity> {

	private static final RequestMatcher XML_HTTP_REQUEST = new RequestHeaderRequestMatcher("X-Requested-With",
			"XMLHttpRequest");

	private static final RequestMatcher WANTS_PROBLEM = (request) -> {
		String accept = request.getHeader("Accept");
		return accept == null || !accept.contains("text/html") || XML_HTTP_REQUEST.matches(request);
	};

	private final AuthenticationEntryPoint entryPoint;

	private final AccessDeniedHandler accessDeniedHandler;

	private final ProblemWriter writer;

	RefusalCustomizer(AuthenticationEntryPoint entryPoint, AccessDeniedHandler accessDeniedHandler,
			ProblemWriter writer) {
		this.entryPoint = entryPoint;
		this.accessDeniedHandler = accessDeniedHandler;
		this.writer = writer;
	}

	@Override
	public void customize(HttpSecurity http) {
		BasicChallenge basic = new BasicChallenge(this.entryPoint);
		http.with(basic);
		http.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(basic, WANTS_PROBLEM)
			.defaultAccessDeniedHandlerFor(this.accessDeniedHandler, WANTS_PROBLEM));
		// Inside of what counts failed attempts, outside of all that authenticates.
		http.addFilterAfter(new RefusalFilter(this.writer), LogoutFilter.class);
	}

}
