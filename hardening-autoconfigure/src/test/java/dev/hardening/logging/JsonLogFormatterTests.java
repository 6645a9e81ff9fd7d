package dev.hardening.logging;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ExtendedThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.hardening.logging.JsonLogFormatter.Layout;
import dev.hardening.secrets.RedactionPolicy;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonLogFormatter} and {@link JsonLine}.
 */
class JsonLogFormatterTests {

	private static final String CHARACTERS = "ab \"\\/\b\f\n\r\t\0\u0001\u001f\u007f\u0085\u009f\u00a0\u00e9\u2028\ud83d\ude00'<&=:";

	private final LoggerContext loggers = new LoggerContext();

	// Enough stack traces a second for all of a test: a second that ends between the two
	// formats of an event would let only one of them have its own.
	private final LogRedaction redaction = new LogRedaction(RedactionPolicy.builtIn(), Integer.MAX_VALUE);

	private final JsonLogFormatter direct = formatter(false);

	private final JsonLogFormatter byBoot = formatter(true);

	private JsonLogFormatter formatter(boolean customized) {
		ExtendedThrowableProxyConverter converter = new ExtendedThrowableProxyConverter();
		converter.start();
		return new JsonLogFormatter(this.redaction, new Layout(null, converter, true), null, customized);
	}

	@Test
	void lineIsTheSameAsThatOfBootsWriter() {
		Random random = new Random(7);
		for (int i = 0; i < 5_000; i++) {
			ILoggingEvent event = event(random);
			String line = this.direct.format(event);
			assertThat(line).isEqualTo(this.byBoot.format(event));
			assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
			JsonNode json = JsonMapper.shared().readTree(line);
			assertThat(json.isObject()).isTrue();
		}
	}

	@Test
	void bytesAreThoseOfTheLine() {
		ILoggingEvent event = event(new Random(1));
		assertThat(this.direct.formatAsBytes(event, StandardCharsets.UTF_8))
			.isEqualTo(this.direct.format(event).getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void lineWhenAValueCannotBeWrittenIsWrittenWithoutIt() {
		LoggingEvent event = new LoggingEvent("", this.loggers.getLogger("a"), Level.INFO, "said", null, null);
		event.addKeyValuePair(new KeyValuePair("broken", new Object() {
			@Override
			public String toString() {
				throw new IllegalStateException();
			}
		}));
		assertThat(JsonMapper.shared().readTree(this.direct.format(event)).path("message").stringValue())
			.isEqualTo("said");
	}

	@Test
	void customizationIsSeen() {
		assertThat(JsonCustomization.existsIn(new MockEnvironment())).isFalse();
		assertThat(JsonCustomization
			.existsIn(new MockEnvironment().withProperty("logging.structured.json.stacktrace.root", "first")))
			.isFalse();
		for (String key : List.of("rename.level", "add.team", "exclude", "include[0]", "customizer",
				"context.prefix")) {
			assertThat(JsonCustomization
				.existsIn(new MockEnvironment().withProperty("logging.structured.json." + key, "severity"))).isTrue();
		}
	}

	private LoggingEvent event(Random random) {
		Throwable throwable = (random.nextInt(8) == 0) ? new IllegalStateException(text(random)) : null;
		LoggingEvent event = new LoggingEvent("", this.loggers.getLogger("com.example." + random.nextInt(9)),
				random.nextBoolean() ? Level.INFO : Level.WARN, text(random), throwable, null);
		event.setThreadName(text(random));
		event.setCallerData(new StackTraceElement[] { new StackTraceElement("a.B", text(random), "B.java", 7) });
		event.setMDCPropertyMap(context(random));
		for (int i = random.nextInt(5); i > 0; i--) {
			event.addKeyValuePair(new KeyValuePair(name(random), value(random)));
		}
		return event;
	}

	private static Map<String, String> context(Random random) {
		Map<String, String> context = new HashMap<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			context.put(name(random), text(random));
		}
		return context;
	}

	private static String name(Random random) {
		List<String> names = List.of("request_id", "user_id", "traceId", "spanId", "status", "password", "path",
				"level", "exception", text(random));
		return names.get(random.nextInt(names.size()));
	}

	private static Object value(Random random) {
		return switch (random.nextInt(5)) {
			case 0 -> random.nextInt();
			case 1 -> random.nextDouble();
			case 2 -> random.nextBoolean();
			case 3 -> null;
			default -> text(random);
		};
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
		}
		return text.toString();
	}

}
