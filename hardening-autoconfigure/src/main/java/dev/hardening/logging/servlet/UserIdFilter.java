package dev.hardening.logging.servlet;

import java.io.IOException;

import dev.hardening.logging.LogText;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Puts the user's name into the log lines of a request as soon as the user is
 * authenticated. The outermost filter takes it out again, so that the lines that are
 * written on the way back have it as well.
 */
final class UserIdFilter implements Filter {

	private static final int LONGEST = 128;

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Exchange exchange = Exchange.of(request);
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (exchange != null && authentication != null && authentication.isAuthenticated()
				&& !(authentication instanceof AnonymousAuthenticationToken)) {
			exchange.user(LogText.bound(authentication.getName(), LONGEST));
			exchange.context().apply();
		}
		chain.doFilter(request, response);
	}

}
