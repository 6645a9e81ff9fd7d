package dev.hardening.signedurl.servlet;

import java.io.IOException;
import java.util.List;

import dev.hardening.signedurl.PresentedUrl;
import dev.hardening.signedurl.SignedUrlAuthentication;
import dev.hardening.signedurl.SignedUrlService;
import dev.hardening.store.SharedStateException;
import dev.hardening.web.ClientAddressResolver;
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

import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Lets only valid links reach the paths that are kept for them. Every other request there
 * gets one and the same 403, a user's or administrator's too.
 */
class SignedUrlFilter extends RequestFilter {

	private static final String CONTROL = "signed-url";

	private static final Problem FORBIDDEN = Problem.of(ProblemType.FORBIDDEN, "This link is not valid.");

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	// So that the second half of an asynchronous request is authenticated too.
	private final SecurityContextRepository repository = new RequestAttributeSecurityContextRepository();

	private final List<PathPattern> paths;

	private final SignedUrlService service;

	private final ClientAddressResolver addresses;

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	SignedUrlFilter(List<PathPattern> paths, SignedUrlService service, ClientAddressResolver addresses,
			ProblemWriter problems, ControlReporter reporter) {
		this.paths = paths;
		this.service = service;
		this.addresses = addresses;
		this.problems = problems;
		this.reporter = reporter;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletClientRequest client = ServletClientRequest.of(request);
		if (!isLink(client.path())) {
			chain.doFilter(request, response);
			return;
		}
		String user = user();
		PresentedUrl url = new PresentedUrl(request.getMethod(), client.path().value(), request.getQueryString(),
				this.addresses.resolve(client), user);
		Problem refusal = check(url);
		if (refusal != null) {
			request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
			this.reporter.refused(CONTROL, ControlMode.ENFORCE, () -> "no valid link for " + client.path().value());
			this.problems.write(request, response, refusal);
			return;
		}
		if (user == null) {
			authenticate(request, response);
		}
		chain.doFilter(request, response);
	}

	private boolean isLink(PathContainer path) {
		for (PathPattern pattern : this.paths) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	private @Nullable Problem check(PresentedUrl url) {
		try {
			return this.service.verify(url) ? null : FORBIDDEN;
		}
		catch (SharedStateException ex) {
			// Whether the link was used cannot be told.
			return ex.problem();
		}
	}

	private @Nullable String user() {
		Authentication authentication = this.contexts.getContext().getAuthentication();
		if (authentication == null || !authentication.isAuthenticated()
				|| authentication instanceof AnonymousAuthenticationToken) {
			return null;
		}
		return authentication.getName();
	}

	private void authenticate(HttpServletRequest request, HttpServletResponse response) {
		SecurityContext context = this.contexts.createEmptyContext();
		context.setAuthentication(new SignedUrlAuthentication(LinkName.of(request.getQueryString())));
		this.contexts.setContext(context);
		this.repository.saveContext(context, request, response);
	}

}
