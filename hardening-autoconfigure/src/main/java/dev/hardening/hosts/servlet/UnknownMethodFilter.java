package dev.hardening.hosts.servlet;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.servlet.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Keeps methods that no HTTP API knows from every handler, also from those that name no
 * method, and answers 405 with those that the resource has (RFC 9110, 15.5.6). It stands
 * behind the security chain, so that nobody learns of a resource whom the rules keep out.
 */
class UnknownMethodFilter implements Filter {

	private static final String CONTROL = "firewall";

	private static final List<String> ALL = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	private final Supplier<List<HandlerMapping>> mappings;

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	UnknownMethodFilter(Supplier<List<HandlerMapping>> mappings, ProblemWriter problems, ControlReporter reporter) {
		this.mappings = mappings;
		this.problems = problems;
		this.reporter = reporter;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (ALL.contains(http.getMethod())) {
			chain.doFilter(request, response);
			return;
		}
		List<String> allowed = allowed(http);
		if (allowed.isEmpty()) {
			// The handler of files, which knows whether there is one, reads only.
			chain.doFilter(request, response);
			return;
		}
		http.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.reporter.refused(CONTROL, ControlMode.ENFORCE,
				() -> "the method " + ProblemRequestRejectedHandler.printable(http.getMethod()));
		this.problems.write(http, (HttpServletResponse) response, Problem.of(ProblemType.METHOD_NOT_ALLOWED, null)
			.withHeader(HttpHeaders.ALLOW, String.join(", ", allowed)));
	}

	// The first mapping that knows the path says which methods it has.
	private List<String> allowed(HttpServletRequest request) throws ServletException {
		if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
			ServletRequestPathUtils.parseAndCache(request);
		}
		for (HandlerMapping mapping : this.mappings.get()) {
			try {
				HandlerExecutionChain handler = mapping.getHandler(request);
				if (handler != null) {
					return (handler.getHandler() instanceof ResourceHttpRequestHandler) ? List.of() : ALL;
				}
			}
			catch (HttpRequestMethodNotSupportedException ex) {
				Set<HttpMethod> supported = ex.getSupportedHttpMethods();
				return (supported != null && !supported.isEmpty())
						? supported.stream().map(HttpMethod::name).sorted().toList() : ALL;
			}
			catch (ServletException | RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new ServletException(ex);
			}
		}
		return ALL;
	}

}
