package dev.hardening.security.servlet;

import java.io.IOException;
import java.util.List;

import dev.hardening.security.FetchMetadata;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.RequestFilter;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Refuses requests that a page of another site makes in the name of a user, before
 * anything looks at the cookie. It stands beside Spring Security's tokens against
 * forgery, which an application may have switched off or a form may have lost.
 */
class FetchMetadataFilter extends RequestFilter {

	private static final String CONTROL = "fetch-metadata";

	private static final String BEARER = "Bearer ";

	private static final Problem PROBLEM = Problem.of(ProblemType.FORBIDDEN, "A page of another site may not do this.");

	private final ControlMode mode;

	private final List<PathPattern> exempt;

	private final @Nullable CorsConfigurationSource cors;

	private final ProblemWriter writer;

	private final ControlReporter reporter;

	FetchMetadataFilter(ControlMode mode, List<PathPattern> exempt, @Nullable CorsConfigurationSource cors,
			ProblemWriter writer, ControlReporter reporter) {
		this.mode = mode;
		this.exempt = exempt;
		this.cors = cors;
		this.writer = writer;
		this.reporter = reporter;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletClientRequest client = ServletClientRequest.of(request);
		if (FetchMetadata.isForeign(client) && !isAllowed(request, client)) {
			this.reporter.refused(CONTROL, this.mode,
					() -> "a page of another site asked for " + client.path().value());
			if (this.mode == ControlMode.ENFORCE) {
				request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
				this.writer.write(request, response, PROBLEM);
				return;
			}
		}
		chain.doFilter(request, response);
	}

	private boolean isAllowed(HttpServletRequest request, ServletClientRequest client) {
		return carriesWhatNoBrowserAttaches(request) || isTrusted(request) || isExempt(client.path());
	}

	// A page of another site can attach a token only after a preflight that CORS
	// answered.
	private static boolean carriesWhatNoBrowserAttaches(HttpServletRequest request) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
	}

	private boolean isTrusted(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin == null) {
			return false;
		}
		CorsConfiguration configuration = (this.cors != null) ? this.cors.getCorsConfiguration(request) : null;
		return configuration != null && configuration.checkOrigin(origin) != null
				&& (Boolean.TRUE.equals(configuration.getAllowCredentials()) || carriesNothing(request));
	}

	// An origin that may read answers to anybody may not speak for somebody.
	private static boolean carriesNothing(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.COOKIE) == null && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	private boolean isExempt(PathContainer path) {
		for (PathPattern pattern : this.exempt) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

}
