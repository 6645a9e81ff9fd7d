package dev.hardening.logging.servlet;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.MDC;

import org.springframework.util.ClassUtils;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Puts the trace of a request back into the logging context for its access line, which is
 * written after its span has ended.
 */
final class RequestTrace {

	private static final String TRACE_ID = "traceId";

	private static final String SPAN_ID = "spanId";

	private static final boolean TRACING_PRESENT = ClassUtils
		.isPresent("io.micrometer.tracing.handler.TracingObservationHandler", RequestTrace.class.getClassLoader());

	private RequestTrace() {
	}

	static void apply(HttpServletRequest request) {
		if (TRACING_PRESENT) {
			Traced.apply(request);
		}
	}

	static void clear() {
		if (TRACING_PRESENT) {
			MDC.remove(TRACE_ID);
			MDC.remove(SPAN_ID);
		}
	}

	private static final class Traced {

		static void apply(HttpServletRequest request) {
			ServerHttpObservationFilter.findObservationContext(request)
				.<TracingContext>map((context) -> context.get(TracingContext.class))
				.map(TracingContext::getSpan)
				.ifPresent((span) -> {
					TraceContext trace = span.context();
					MDC.put(TRACE_ID, trace.traceId());
					MDC.put(SPAN_ID, trace.spanId());
				});
		}

	}

}
