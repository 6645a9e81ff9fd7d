package dev.hardening.shutdown.servlet;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpHeaders;

/**
 * Asks clients to close their connections while the application does not want traffic. A
 * connection that is kept open would bring its next request in the moment in which the
 * server closes it, and the request would be lost.
 */
final class DrainingFilter implements Filter {

	private final ApplicationAvailability availability;

	DrainingFilter(ApplicationAvailability availability) {
		this.availability = availability;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		// HTTP/2 has other means, and forbids the header (RFC 9113, 8.2.2).
		if (isDraining() && request.getProtocol().startsWith("HTTP/1")
				&& response instanceof HttpServletResponse http) {
			http.setHeader(HttpHeaders.CONNECTION, "close");
		}
		chain.doFilter(request, response);
	}

	private boolean isDraining() {
		AvailabilityChangeEvent<ReadinessState> change = this.availability.getLastChangeEvent(ReadinessState.class);
		return change != null && change.getState() == ReadinessState.REFUSING_TRAFFIC;
	}

}
