package dev.hardening.cors.servlet;

import java.io.IOException;

import dev.hardening.cors.Origin;
import dev.hardening.cors.RefusedOrigins;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.servlet.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Refuses a CORS request with a problem, where Spring's own processor writes plain text.
 */
class ProblemCorsProcessor extends DefaultCorsProcessor {

	private static final String CONTROL = "cors";

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	private final RefusedOrigins refused;

	ProblemCorsProcessor(ProblemWriter problems, ControlReporter reporter, RefusedOrigins refused) {
		this.problems = problems;
		this.reporter = reporter;
		this.refused = refused;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		vary(response);
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin == null || isGranted(configuration, request, response, origin)) {
			return true;
		}
		this.refused.add(origin, (configuration != null) ? configuration.getAllowedOrigins() : null);
		request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.reporter.refused(CONTROL, ControlMode.ENFORCE,
				() -> "%s of origin %s is not allowed".formatted(request.getMethod(), origin));
		this.problems.write(request, response,
				Problem.of(ProblemType.FORBIDDEN, "The origin may not make this request."));
		return false;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		// The problem is written when the decision is known, not in the middle of it.
	}

	private boolean isGranted(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response, String origin) throws IOException {
		if (Origin.isSameHostOverHttps(origin, request.getScheme(), request.getHeader(HttpHeaders.HOST))) {
			return true;
		}
		if (configuration != null && CorsGrant.isPlain(configuration, request, response, origin)) {
			CorsGrant.write(response, configuration, origin);
			return true;
		}
		try {
			return super.processRequest(configuration, request, response);
		}
		catch (IllegalArgumentException ex) {
			// What is no origin at all is none that is allowed.
			return false;
		}
	}

	// Also where no origin was sent: the next request may send one.
	static void vary(HttpServletResponse response) {
		if (!response.getHeaders(HttpHeaders.VARY).contains(HttpHeaders.ORIGIN)) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		}
	}

}
