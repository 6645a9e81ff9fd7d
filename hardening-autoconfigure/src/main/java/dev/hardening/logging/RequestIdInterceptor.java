package dev.hardening.logging;

import java.io.IOException;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Hands the id of the request that is being worked on to the services that are asked
 * meanwhile, unless the caller sets one.
 */
final class RequestIdInterceptor implements ClientHttpRequestInterceptor {

	private final String header;

	RequestIdInterceptor(String header) {
		this.header = header;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String id = RequestContext.current().requestId();
		if (id != null && !request.getHeaders().containsHeader(this.header)) {
			request.getHeaders().set(this.header, id);
		}
		return execution.execute(request, body);
	}

}
