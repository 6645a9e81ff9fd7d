package dev.hardening.logging;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.RedactionPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.web.exchanges.HttpExchange;
import org.springframework.boot.actuate.web.exchanges.HttpExchangeRepository;
import org.springframework.web.util.UriUtils;

/**
 * Records exchanges as they may be shown: neither in the memory of the repository nor in
 * a store behind it is a secret that a request or an answer carried.
 */
public final class RedactedExchanges implements HttpExchangeRepository {

	private final HttpExchangeRepository target;

	private final RedactionPolicy policy;

	private final AccessTarget paths;

	/**
	 * Create a repository in front of another.
	 * @param target what keeps the exchanges
	 * @param policy what to mask
	 */
	public RedactedExchanges(HttpExchangeRepository target, RedactionPolicy policy) {
		this.target = target;
		this.policy = policy;
		this.paths = new AccessTarget(policy);
	}

	@Override
	public List<HttpExchange> findAll() {
		return this.target.findAll();
	}

	@Override
	public void add(HttpExchange exchange) {
		HttpExchange.Principal principal = exchange.getPrincipal();
		HttpExchange.Session session = exchange.getSession();
		HttpExchange.Response response = exchange.getResponse();
		this.target.add(new HttpExchange(exchange.getTimestamp(), redacted(exchange.getRequest()),
				new HttpExchange.Response(response.getStatus(), redacted(response.getHeaders())),
				(principal != null) ? new HttpExchange.Principal(this.policy.redact(principal.getName())) : null,
				(session != null) ? new HttpExchange.Session(RedactionPolicy.MASK) : null, exchange.getTimeTaken()));
	}

	// An address that is not to be recorded is null, which its type does not tell.
	@SuppressWarnings("NullAway")
	private HttpExchange.Request redacted(HttpExchange.Request request) {
		return new HttpExchange.Request(redacted(request.getUri()), request.getRemoteAddress(), request.getMethod(),
				redacted(request.getHeaders()));
	}

	private Map<String, List<String>> redacted(Map<String, List<String>> headers) {
		Map<String, List<String>> redacted = new LinkedHashMap<>();
		headers.forEach((name, values) -> redacted.put(name, this.policy.isSensitive(name)
				? List.of(RedactionPolicy.MASK) : values.stream().map(this.policy::redact).toList()));
		return redacted;
	}

	private URI redacted(URI uri) {
		String path = this.paths.path(uri.getRawPath());
		String query = (uri.getRawQuery() != null) ? this.paths.query(uri.getRawQuery()) : null;
		String server = uri.getScheme() + "://" + uri.getRawAuthority();
		try {
			return new URI(server + joined(path, query));
		}
		catch (URISyntaxException ex) {
			// What was masked was decoded for it.
			return URI.create(server + joined(UriUtils.encodePath(path, StandardCharsets.UTF_8),
					(query != null) ? UriUtils.encodeQuery(query, StandardCharsets.UTF_8) : null));
		}
	}

	private static String joined(String path, @Nullable String query) {
		return (query != null) ? path + '?' + query : path;
	}

}
