package dev.hardening.logging.webclient;

import dev.hardening.logging.RequestContext;
import dev.hardening.logging.RequestContextAccessor;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Hands the id of the request that is being worked on to the services that are asked
 * meanwhile, unless the caller sets one.
 */
final class RequestIdExchangeFilter implements ExchangeFilterFunction {

	private final String header;

	RequestIdExchangeFilter(String header) {
		this.header = header;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((view) -> {
			// The context of the pipeline knows the request also on a thread that does
			// not.
			RequestContext context = view.getOrDefault(RequestContextAccessor.KEY, RequestContext.current());
			String id = (context != null) ? context.requestId() : null;
			return next
				.exchange((id != null && !request.headers().containsHeader(this.header)) ? with(request, id) : request);
		});
	}

	private ClientRequest with(ClientRequest request, String id) {
		return ClientRequest.from(request).header(this.header, id).build();
	}

}
