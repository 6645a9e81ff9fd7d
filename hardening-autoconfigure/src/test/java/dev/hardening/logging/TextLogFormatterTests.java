package dev.hardening.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextLogFormatter}.
 */
class TextLogFormatterTests {

	private final TextLogFormatter formatter = new TextLogFormatter.Console(
			new MockEnvironment().withProperty("hardening.secrets.redact", "flavour"));

	@Test
	void formatWhenMessageHasLineBreaksStaysOnOneLine() {
		assertThat(format("org.example", null, "Asked for {}", "a\r\nERROR forged\u001b[2J")).endsWith("\n")
			.containsOnlyOnce("\n")
			.contains("a\\r\\nERROR forged\\u001b[2J");
	}

	@Test
	void formatWhenTextHoldsSecretsMasksThem() {
		assertThat(format("org.example", new IllegalStateException("password=c4n4ry\nforged"),
				"Tried with flavour={} and Authorization: Bearer {}", "c4n4ry", "c4n4ryc4n4ryc4n4ry"))
			.doesNotContain("c4n4ry")
			.contains("IllegalStateException")
			.doesNotContain("\nforged");
	}

	@Test
	void formatWhenTheStartFailsKeepsTheLinesOfTheExplanation() {
		assertThat(format("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", null,
				"Description:\n\nIt failed."))
			.contains("Description:\n\nIt failed.");
	}

	private String format(String name, Throwable failure, String message, Object... arguments) {
		Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
		return this.formatter.format(new LoggingEvent(name, logger, Level.INFO, message, failure, arguments));
	}

}
