package dev.hardening.cors;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which origins may read answers in a browser.
 *
 * @param enabled Whether the application answers CORS requests itself. Switch it off when
 * a proxy does.
 * @param allowAll Whether every origin is allowed, which only development may
 * @param allowedOrigins Origins that are allowed everywhere, for example
 * https://app.example.com
 * @param developmentOrigins Origins that are allowed in development only, in addition
 * @param allowedMethods Methods that those origins may use
 * @param allowedHeaders Request headers that those origins may send
 * @param exposedHeaders Response headers that those origins may read
 * @param allowCredentials Whether those origins may send cookies and other credentials
 * that the browser adds
 * @param maxAge Time for which a browser remembers the answer to a preflight
 * @param paths Path patterns that those origins may reach
 */
// @formatter:off
@ConfigurationProperties("hardening.cors")
public record CorsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean allowAll,
		@DefaultValue List<String> allowedOrigins,
		@DefaultValue({ "http://localhost:5173", "http://127.0.0.1:5173", "http://localhost:8080",
				"http://127.0.0.1:8080" }) List<String> developmentOrigins,
		@DefaultValue({ "GET", "POST", "PUT", "PATCH", "DELETE" }) List<String> allowedMethods,
		@DefaultValue({ "Authorization", "Content-Type", "X-API-Key", "X-Request-ID" }) List<String> allowedHeaders,
		@DefaultValue({ "X-Request-ID", "RateLimit", "RateLimit-Policy", "Retry-After" }) List<String> exposedHeaders,
		@DefaultValue("false") boolean allowCredentials, @DefaultValue("1h") Duration maxAge,
		@DefaultValue("/**") List<String> paths) {
	// @formatter:on

}
