package dev.hardening.sentry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.RedactionPolicy;
import io.sentry.Breadcrumb;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.SpanContext;
import io.sentry.protocol.Message;
import io.sentry.protocol.Request;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentrySpan;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in every place in which a report carries text.
 */
final class SentryRedaction {

	private static final int DEEPEST = 8;

	private final RedactionPolicy policy;

	SentryRedaction(RedactionPolicy policy) {
		this.policy = policy;
	}

	void redact(SentryEvent event) {
		event.setTransaction(text(event.getTransaction()));
		Message message = event.getMessage();
		if (message != null) {
			message.setFormatted(text(message.getFormatted()));
			message.setMessage(text(message.getMessage()));
			// An argument without the words around it does not show what it is.
			message.setParams(null);
		}
		List<SentryException> exceptions = event.getExceptions();
		if (exceptions != null) {
			exceptions.forEach((exception) -> exception.setValue(text(exception.getValue())));
		}
		redactCommon(event);
	}

	/**
	 * Mask what can be masked in a trace.
	 * @param transaction the trace
	 * @return whether it may be sent: its name cannot be changed
	 */
	boolean redact(SentryTransaction transaction) {
		String name = transaction.getTransaction();
		if (name != null && !name.equals(this.policy.redact(name))) {
			return false;
		}
		transaction.getSpans().removeIf(this::tellsSecret);
		for (SentrySpan span : transaction.getSpans()) {
			span.setData(map(span.getData(), 0));
		}
		redactCommon(transaction);
		return true;
	}

	private boolean tellsSecret(SentrySpan span) {
		String description = span.getDescription();
		return description != null && !description.equals(this.policy.redact(description));
	}

	private void redactCommon(SentryBaseEvent event) {
		Request request = event.getRequest();
		if (request != null) {
			redact(request);
		}
		List<Breadcrumb> breadcrumbs = event.getBreadcrumbs();
		if (breadcrumbs != null) {
			breadcrumbs.forEach(this::redact);
		}
		Map<String, String> tags = event.getTags();
		if (tags != null) {
			event.setTags(strings(tags));
		}
		event.setExtras(map(event.getExtras(), 0));
		event.getContexts().entrySet().forEach((entry) -> {
			if (entry.getValue() instanceof Map<?, ?> || entry.getValue() instanceof String) {
				event.getContexts().set(entry.getKey(), value(entry.getKey(), entry.getValue(), 0));
			}
		});
		SpanContext trace = event.getContexts().getTrace();
		if (trace != null) {
			trace.setDescription(text(trace.getDescription()));
			Map.copyOf(trace.getData())
				.forEach((name, value) -> trace.setData(name, String.valueOf(value(name, value, 0))));
		}
	}

	private void redact(Request request) {
		request.setUrl(text(request.getUrl()));
		request.setQueryString(names(request.getQueryString()));
		request.setFragment(null);
		request.setCookies(null);
		request.setData(null);
		Map<String, String> headers = request.getHeaders();
		if (headers != null) {
			request.setHeaders(strings(headers));
		}
	}

	private void redact(Breadcrumb breadcrumb) {
		breadcrumb.setMessage(text(breadcrumb.getMessage()));
		Map.copyOf(breadcrumb.getData()).forEach((name, value) -> {
			Object redacted = "http.query".equals(name) ? names(String.valueOf(value)) : value(name, value, 0);
			breadcrumb.setData(name, (redacted != null) ? redacted : "");
		});
	}

	/**
	 * Keep the names of a query's parameters: a report needs to tell which were there.
	 * @param query the query as it was sent
	 * @return the query with every value masked
	 */
	private @Nullable String names(@Nullable String query) {
		if (query == null) {
			return null;
		}
		List<String> names = new ArrayList<>();
		for (String parameter : query.split("&", 100)) {
			int equals = parameter.indexOf('=');
			names.add((equals < 0) ? this.policy.redact(parameter)
					: this.policy.redact(parameter.substring(0, equals)) + "=" + RedactionPolicy.MASK);
		}
		return String.join("&", names);
	}

	private Map<String, String> strings(Map<String, String> values) {
		Map<String, String> redacted = new LinkedHashMap<>();
		values.forEach((name, value) -> redacted.put(name, String.valueOf(value(name, value, 0))));
		return redacted;
	}

	private @Nullable Map<String, Object> map(@Nullable Map<?, ?> values, int depth) {
		if (values == null) {
			return null;
		}
		Map<String, Object> redacted = new LinkedHashMap<>();
		values.forEach((name, value) -> {
			Object safe = value(String.valueOf(name), value, depth);
			if (safe != null) {
				redacted.put(String.valueOf(name), safe);
			}
		});
		return redacted;
	}

	private @Nullable Object value(String name, @Nullable Object value, int depth) {
		if (value == null) {
			return null;
		}
		if (this.policy.isSensitive(name) || depth > DEEPEST) {
			return RedactionPolicy.MASK;
		}
		if (value instanceof Map<?, ?> map) {
			return map(map, depth + 1);
		}
		if (value instanceof Iterable<?> values) {
			List<Object> redacted = new ArrayList<>();
			values.forEach((element) -> redacted.add(String.valueOf(value(name, element, depth + 1))));
			return redacted;
		}
		return (value instanceof Number || value instanceof Boolean) ? value : text(value.toString());
	}

	private @Nullable String text(@Nullable String text) {
		return (text != null) ? this.policy.redact(text) : null;
	}

}
