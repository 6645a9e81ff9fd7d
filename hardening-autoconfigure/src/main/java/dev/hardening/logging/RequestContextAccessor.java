package dev.hardening.logging;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Tells Micrometer's context propagation of the request that a thread works on, so that
 * whatever takes a context from thread to thread, Reactor above all, takes it along.
 * Found by the service loader.
 */
public final class RequestContextAccessor implements ThreadLocalAccessor<RequestContext> {

	/**
	 * The key under which a captured context, Reactor's too, holds the request.
	 */
	public static final String KEY = RequestContext.class.getName();

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable RequestContext getValue() {
		RequestContext context = RequestContext.current();
		return context.isEmpty() ? null : context;
	}

	@Override
	public void setValue(RequestContext value) {
		value.apply();
	}

	@Override
	public void setValue() {
		RequestContext.clear();
	}

}
