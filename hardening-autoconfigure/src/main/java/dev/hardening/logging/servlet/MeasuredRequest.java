package dev.hardening.logging.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Sees to it that asynchronous work is measured too. It starts on the measured answer
 * where a servlet names none, since the container would take the one that no filter has
 * wrapped; and completing it sets what can only be set at the end.
 */
final class MeasuredRequest extends HttpServletRequestWrapper {

	private final MeasuredResponse response;

	MeasuredRequest(HttpServletRequest request, MeasuredResponse response) {
		super(request);
		this.response = response;
	}

	@Override
	public AsyncContext startAsync() {
		return startAsync(this, this.response);
	}

	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		return new MeasuredAsyncContext(super.startAsync(request, response), this.response);
	}

	@Override
	public AsyncContext getAsyncContext() {
		return new MeasuredAsyncContext(super.getAsyncContext(), this.response);
	}

	private record MeasuredAsyncContext(AsyncContext target, MeasuredResponse measured) implements AsyncContext {

		@Override
		public void complete() {
			this.measured.end();
			this.target.complete();
		}

		@Override
		public ServletRequest getRequest() {
			return this.target.getRequest();
		}

		@Override
		public ServletResponse getResponse() {
			return this.target.getResponse();
		}

		@Override
		public boolean hasOriginalRequestAndResponse() {
			return this.target.hasOriginalRequestAndResponse();
		}

		@Override
		public void dispatch() {
			this.target.dispatch();
		}

		@Override
		public void dispatch(String path) {
			this.target.dispatch(path);
		}

		@Override
		public void dispatch(ServletContext context, String path) {
			this.target.dispatch(context, path);
		}

		@Override
		public void start(Runnable run) {
			this.target.start(run);
		}

		@Override
		public void addListener(AsyncListener listener) {
			this.target.addListener(listener);
		}

		@Override
		public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
			this.target.addListener(listener, request, response);
		}

		@Override
		public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
			return this.target.createListener(type);
		}

		@Override
		public void setTimeout(long timeout) {
			this.target.setTimeout(timeout);
		}

		@Override
		public long getTimeout() {
			return this.target.getTimeout();
		}

	}

}
