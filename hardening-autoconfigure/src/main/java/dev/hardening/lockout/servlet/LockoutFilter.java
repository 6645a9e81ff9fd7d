package dev.hardening.lockout.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.hardening.lockout.LockoutAttempt;
import dev.hardening.lockout.Lockouts;
import dev.hardening.lockout.PresentedCredential;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.RequestFilter;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Stands before every check of a credential: takes one of the allowed attempts, and gives
 * it back unless the check failed.
 */
class LockoutFilter extends RequestFilter {

	static final String CONTROL = "lockout";

	private static final String BASIC = "Basic ";

	private static final List<String> TOKEN_SCHEMES = List.of("Bearer ", "ApiKey ");

	private final Lockouts lockouts;

	private final ClientAddressResolver addresses;

	private final String apiKeyHeader;

	private final ControlReporter reporter;

	private final ProblemWriter writer;

	LockoutFilter(Lockouts lockouts, ClientAddressResolver addresses, String apiKeyHeader, ControlReporter reporter,
			ProblemWriter writer) {
		this.lockouts = lockouts;
		this.addresses = addresses;
		this.apiKeyHeader = apiKeyHeader;
		this.reporter = reporter;
		this.writer = writer;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		LockoutAttempt attempt = begin(request);
		Problem problem = attempt.reserve();
		if (problem != null) {
			this.reporter.refused(CONTROL, attempt.mode(), problem::toString);
			if (attempt.mode() == ControlMode.ENFORCE) {
				request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
				this.writer.write(request, response, problem);
				return;
			}
		}
		this.lockouts.watch(attempt);
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.lockouts.forget();
			attempt.end(response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED);
		}
	}

	private LockoutAttempt begin(HttpServletRequest request) {
		ServletClientRequest client = ServletClientRequest.of(request);
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		return this.lockouts.begin(client.path(), this.addresses.resolve(client).group(),
				credential(authorization, request.getHeader(this.apiKeyHeader)), username(authorization));
	}

	private PresentedCredential credential(@Nullable String authorization, @Nullable String apiKey) {
		if (authorization == null) {
			return (apiKey != null) ? PresentedCredential.TOKEN : PresentedCredential.NONE;
		}
		boolean token = TOKEN_SCHEMES.stream()
			.anyMatch((scheme) -> authorization.regionMatches(true, 0, scheme, 0, scheme.length()));
		return token ? PresentedCredential.TOKEN : PresentedCredential.PASSWORD;
	}

	private @Nullable String username(@Nullable String authorization) {
		if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
			return null;
		}
		try {
			byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
			String pair = new String(decoded, StandardCharsets.UTF_8);
			return pair.substring(0, Math.max(0, pair.indexOf(':')));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
