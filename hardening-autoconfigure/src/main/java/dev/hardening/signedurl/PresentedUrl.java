package dev.hardening.signedurl;

import dev.hardening.web.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * A link as a request presents it.
 *
 * @param method the request method
 * @param path the path inside the application, as sent
 * @param query the query as sent, or {@code null}
 * @param address where the request comes from, or {@code null} when nobody knows
 * @param user the name of the authenticated user, or {@code null}
 */
public record PresentedUrl(String method, String path, @Nullable String query, @Nullable ClientAddress address,
		@Nullable String user) {

}
