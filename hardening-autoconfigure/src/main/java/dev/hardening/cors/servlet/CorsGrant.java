package dev.hardening.cors.servlet;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;

/**
 * What lets a script of another origin read an answer.
 */
final class CorsGrant {

	private static final String SCHEME_END = "://";

	private CorsGrant() {
	}

	/**
	 * Return whether a request is so plainly granted that nothing needs to be taken
	 * apart: no preflight, of an origin that is listed as it was sent and has another
	 * host than the application. Spring's own processor decides on all others, at several
	 * times the cost.
	 * @param configuration what is allowed on the path
	 * @param request the request
	 * @param response its answer
	 * @param origin the origin that was sent
	 * @return {@code true} if Spring would grant it, too
	 */
	static boolean isPlain(CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response,
			String origin) {
		List<String> allowed = configuration.getAllowedOrigins();
		return allowed != null && allowed.contains(origin) && !allowed.contains(CorsConfiguration.ALL)
				&& !HttpMethod.OPTIONS.name().equals(request.getMethod())
				&& configuration.checkHttpMethod(HttpMethod.valueOf(request.getMethod())) != null
				&& configuration.getAllowPrivateNetwork() == null
				&& !response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
				&& !mayBeOwn(origin, request.getServerName());
	}

	// Longer names that begin alike are left to the parser.
	private static boolean mayBeOwn(String origin, String serverName) {
		int host = origin.indexOf(SCHEME_END) + SCHEME_END.length();
		return host < SCHEME_END.length() || origin.regionMatches(true, host, serverName, 0, serverName.length());
	}

	/**
	 * Write the grant.
	 * @param response the answer
	 * @param configuration what is allowed
	 * @param origin the origin that may read it, or the sign for any
	 */
	static void write(HttpServletResponse response, CorsConfiguration configuration, String origin) {
		response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
		List<String> exposed = configuration.getExposedHeaders();
		if (exposed != null && !exposed.isEmpty()) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", exposed));
		}
		if (Boolean.TRUE.equals(configuration.getAllowCredentials())) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
		}
	}

}
