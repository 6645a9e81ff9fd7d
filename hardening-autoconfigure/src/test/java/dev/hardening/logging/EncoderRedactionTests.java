package dev.hardening.logging;

import java.time.Duration;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.OutputStreamAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What formats and encoders write that are not the starter's.
 */
@ExtendWith(OutputCaptureExtension.class)
class EncoderRedactionTests {

	private static final Logger logger = LoggerFactory.getLogger(EncoderRedactionTests.class);

	private static final String CANARY = "c4n4ry";

	@ParameterizedTest
	@ValueSource(strings = { "logging.structured.format.console=ecs", "logging.structured.format.console=gelf",
			"logging.structured.format.console=logstash",
			"logging.config=classpath:dev/hardening/logging/users-logback.xml",
			"logging.structured.json.stacktrace.printer=standard" })
	void canaryWhenTheFormatIsNotOursIsNowhere(String property, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(property)) {
			log(context);
			await().atMost(Duration.ofSeconds(10)).until(() -> output.getOut().contains("the last line"));
		}
		assertThat(output.getOut()).contains("Trying password=******", "Cannot log in")
			.doesNotContain(CANARY)
			.doesNotContain("\nforged");
	}

	@Test
	void exceptionWhenTheFormatInsistsOnLogbacksIsLeftOut(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("logging.structured.format.console=ecs",
				"--logging.structured.json.stacktrace.printer=standard")) {
			log(context);
		}
		assertThat(output.getOut()).contains("Cannot log in").doesNotContain(CANARY);
	}

	@Test
	void canaryWhenSwitchedOffIsTheUsersBusiness(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("logging.structured.format.console=ecs",
				"--hardening.logging.redact-other-formats=false")) {
			log(context);
		}
		assertThat(output.getOut()).contains(CANARY);
	}

	@Test
	void encoderWhenItIsOursIsNotWrapped() {
		try (ConfigurableApplicationContext context = start("hardening.environment=production")) {
			assertThat(context.isActive()).isTrue();
			LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
			OutputStreamAppender<?> console = (OutputStreamAppender<?>) logback.getLogger(Logger.ROOT_LOGGER_NAME)
				.getAppender("CONSOLE");
			assertThat(console.getEncoder()).isNotInstanceOf(RedactingEncoder.class);
		}
	}

	private static void log(ConfigurableApplicationContext context) {
		assertThat(context.isActive()).isTrue();
		MDC.put("password", CANARY);
		try {
			logger.atInfo().addKeyValue("api_key", CANARY).log("Trying password={}\nforged", CANARY);
			logger.error("Cannot log in with Cookie: session={}", CANARY,
					new IllegalStateException("password=" + CANARY, new IllegalArgumentException("token=" + CANARY)));
			logger.info("the last line");
		}
		finally {
			MDC.remove("password");
		}
	}

	private static ConfigurableApplicationContext start(String property, String... arguments) {
		return new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE)
			.properties(property)
			.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
