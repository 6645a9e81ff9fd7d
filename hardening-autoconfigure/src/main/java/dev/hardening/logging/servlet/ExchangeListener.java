package dev.hardening.logging.servlet;

import dev.hardening.logging.RequestContext;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Logs a request when the container is through with it, and takes it off the thread. That
 * is one time for every request, after the page for an error and after asynchronous work,
 * where a filter would have to guess which of its dispatches is the last.
 */
final class ExchangeListener implements ServletRequestListener {

	private final @Nullable ExchangeLog log;

	ExchangeListener(@Nullable ExchangeLog log) {
		this.log = log;
	}

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		Exchange exchange = Exchange.of(event.getServletRequest());
		if (exchange == null || !(event.getServletRequest() instanceof HttpServletRequest request)) {
			return;
		}
		try {
			if (this.log != null) {
				exchange.context().apply();
				RequestTrace.apply(request);
				this.log.write(exchange, request);
			}
		}
		finally {
			RequestContext.clear();
			RequestTrace.clear();
		}
	}

}
