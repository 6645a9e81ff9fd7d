package dev.hardening.logging;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.hardening.web.RequestId;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.structured.JsonWriterStructuredLogFormatter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.env.Environment;

/**
 * Writes an event as one JSON object on one line, of flat members with stable names.
 * Boot's {@code logging.structured.json} keys apply to it as to Boot's own formats.
 */
final class JsonLogFormatter extends JsonWriterStructuredLogFormatter<ILoggingEvent> {

	private static final int LONGEST_STACK_TRACE = 65_536;

	private static final String TRACE_ID = "traceId";

	private static final String SPAN_ID = "spanId";

	/** Names that are written apart, or that nothing may write twice. */
	private static final Set<String> TAKEN = Set.of("timestamp", "level", "logger", "thread", "message",
			RequestId.MDC_KEY, RequestContext.USER_ID, "trace_id", "span_id", "module", "function", "line", "exception",
			TRACE_ID, SPAN_ID);

	private static final JsonWriter<ILoggingEvent> MINIMAL = JsonWriter
		.<ILoggingEvent>of(JsonLogFormatter::minimalMembers)
		.withNewLineAtEnd();

	private static final LineTime TIME = new LineTime();

	private final LogRedaction redaction;

	private final Layout layout;

	private final boolean customized;

	JsonLogFormatter(Environment environment, @Nullable StackTracePrinter stackTracePrinter,
			ThrowableProxyConverter throwableConverter,
			@Nullable StructuredLoggingJsonMembersCustomizer<?> customizer) {
		this(LogRedaction.of(environment), new Layout(stackTracePrinter, throwableConverter, callerIn(environment)),
				customizer, customizer != null && JsonCustomization.existsIn(environment));
	}

	JsonLogFormatter(LogRedaction redaction, Layout layout,
			@Nullable StructuredLoggingJsonMembersCustomizer<?> customizer, boolean customized) {
		super((members) -> layout.members(redaction, members), customizer);
		this.redaction = redaction;
		this.layout = layout;
		this.customized = customized;
	}

	private static boolean callerIn(Environment environment) {
		return environment.getProperty("hardening.logging.caller", Boolean.class, false);
	}

	@Override
	public String format(ILoggingEvent event) {
		RedactedEvent redacted = RedactedEvent.of(event, this.redaction);
		try {
			return this.customized ? super.format(redacted) : this.layout.line(this.redaction, redacted);
		}
		catch (RuntimeException ex) {
			// A value that cannot be written, or one name twice, must not cost the line.
			return MINIMAL.writeToString(redacted);
		}
	}

	@Override
	public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
		return format(event).getBytes(charset);
	}

	private static void minimalMembers(Members<ILoggingEvent> members) {
		members.add("timestamp", ILoggingEvent::getInstant).as(Object::toString);
		members.add("level", ILoggingEvent::getLevel).as(Object::toString);
		members.add("logger", ILoggingEvent::getLoggerName);
		members.add("thread", ILoggingEvent::getThreadName);
		members.add("message", ILoggingEvent::getFormattedMessage);
	}

	/**
	 * The members of a line.
	 *
	 * @param printer what prints stack traces if the user configured it
	 * @param converter what prints them otherwise
	 * @param caller whether the code that logged is named
	 */
	record Layout(@Nullable StackTracePrinter printer, ThrowableProxyConverter converter, boolean caller) {

		void members(LogRedaction redaction, Members<ILoggingEvent> members) {
			minimalMembers(members);
			context(members, RequestId.MDC_KEY, RequestId.MDC_KEY);
			context(members, RequestContext.USER_ID, RequestContext.USER_ID);
			context(members, "trace_id", TRACE_ID);
			context(members, "span_id", SPAN_ID);
			if (this.caller) {
				members.add().usingPairs(Layout::site);
			}
			members.add().usingPairs(Layout::remaining);
			members.add("exception", (ILoggingEvent event) -> exception(redaction, event)).whenNotNull();
		}

		// The same members without the cost of what could customize them.
		String line(LogRedaction redaction, ILoggingEvent event) {
			Map<String, String> context = event.getMDCPropertyMap();
			JsonLine line = new JsonLine().member("timestamp", TIME.format(event.getInstant()))
				.member("level", event.getLevel())
				.member("logger", event.getLoggerName())
				.member("thread", event.getThreadName())
				.member("message", event.getFormattedMessage())
				.memberIfKnown(RequestId.MDC_KEY, context.get(RequestId.MDC_KEY))
				.memberIfKnown(RequestContext.USER_ID, context.get(RequestContext.USER_ID))
				.memberIfKnown("trace_id", context.get(TRACE_ID))
				.memberIfKnown("span_id", context.get(SPAN_ID));
			if (this.caller) {
				site(event, line::member);
			}
			remaining(event, line::member);
			return line.memberIfKnown("exception", exception(redaction, event)).end();
		}

		private static void context(Members<ILoggingEvent> members, String member, String key) {
			members.add(member, (ILoggingEvent event) -> event.getMDCPropertyMap().get(key)).whenNotNull();
		}

		private static void site(ILoggingEvent event, BiConsumer<String, Object> pairs) {
			StackTraceElement[] callers = event.getCallerData();
			if (callers != null && callers.length > 0) {
				pairs.accept("module", callers[0].getClassName());
				pairs.accept("function", callers[0].getMethodName());
				pairs.accept("line", callers[0].getLineNumber());
			}
		}

		private static void remaining(ILoggingEvent event, BiConsumer<String, Object> pairs) {
			Map<String, Object> remaining = new LinkedHashMap<>(event.getMDCPropertyMap());
			for (KeyValuePair pair : event.getKeyValuePairs()) {
				remaining.put(pair.key, pair.value);
			}
			remaining.keySet().removeAll(TAKEN);
			remaining.forEach(pairs);
		}

		private @Nullable String exception(LogRedaction redaction, ILoggingEvent event) {
			if (event.getThrowableProxy() == null) {
				return null;
			}
			return LogText.bound(print(redaction, event), LONGEST_STACK_TRACE);
		}

		private String print(LogRedaction redaction, ILoggingEvent event) {
			if (this.printer != null && event.getThrowableProxy() instanceof RedactedThrowable redacted
					&& redacted.hasFrames() && redacted.target() instanceof ThrowableProxy proxy) {
				return redaction.stackTrace(this.printer.printStackTraceToString(proxy.getThrowable()));
			}
			return this.converter.convert(event);
		}

	}

}
