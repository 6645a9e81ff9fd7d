package dev.hardening.json;

import java.util.List;
import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonAutoConfiguration} and the defaults that it stands for.
 */
class JsonAutoConfigurationTests {

	@Test
	void readWhenNothingIsConfiguredIsBounded() {
		try (ConfigurableApplicationContext context = run(Map.of())) {
			JsonMapper mapper = context.getBean(JsonMapper.class);
			assertThatExceptionOfType(UnrecognizedPropertyException.class)
				.isThrownBy(() -> mapper.readValue("{\"name\":\"a\",\"other\":1}", Named.class));
			assertThatExceptionOfType(StreamConstraintsException.class)
				.isThrownBy(() -> mapper.readTree("[".repeat(101) + "]".repeat(101)));
			assertThatExceptionOfType(StreamConstraintsException.class)
				.isThrownBy(() -> mapper.readTree("\"" + "x".repeat(1024 * 1024 + 1) + "\""));
			assertThat(mapper.readTree("[".repeat(100) + "]".repeat(100)).isArray()).isTrue();
		}
	}

	@Test
	void readWhenTheUserSetBootsOwnKeyIsTheUsers() {
		try (ConfigurableApplicationContext context = run(
				Map.of("spring.jackson.deserialization.fail-on-unknown-properties", "false"))) {
			assertThat(context.getBean(JsonMapper.class).readValue("{\"name\":\"a\",\"other\":1}", Named.class))
				.isEqualTo(new Named("a", null));
		}
	}

	@Test
	void readWhenConfiguredFollows() {
		try (ConfigurableApplicationContext context = run(Map.of("hardening.json.max-depth", "3",
				"hardening.json.reject-unknown-properties", "false", "hardening.json.max-string-length", "10B"))) {
			JsonMapper mapper = context.getBean(JsonMapper.class);
			assertThatExceptionOfType(StreamConstraintsException.class).isThrownBy(() -> mapper.readTree("[[[[]]]]"));
			assertThat(mapper.readValue("{\"name\":\"a\",\"other\":1}", Named.class).name()).isEqualTo("a");
		}
	}

	@Test
	void startWhenDepthIsZeroNamesTheKey() {
		assertThatException().isThrownBy(() -> run(Map.of("hardening.json.max-depth", "0")))
			.havingCause()
			.asInstanceOf(InstanceOfAssertFactories.type(InvalidPropertyException.class))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.json.max-depth"));
	}

	private ConfigurableApplicationContext run(Map<String, Object> properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, JsonAutoConfiguration.class })
	static class Application {

	}

	record Named(String name, List<String> more) {

	}

}
