package dev.hardening.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileVariablesEnvironmentPostProcessor}.
 */
class FileVariablesTests {

	@TempDir
	private Path directory;

	private final Map<String, Object> variables = new HashMap<>();

	@Test
	void valueWhenVariableNamesFileIsItsContent() {
		variable("SAMPLE_SHUTDOWN_SECRET_FILE", "from file");
		run((environment) -> {
			assertThat(bind(environment, "sample.shutdown.secret")).isEqualTo("from file");
			assertThat(environment.getProperty("SAMPLE_SHUTDOWN_SECRET")).isEqualTo("from file");
			assertThat(environment.getProperty("sample.shutdown.secret")).isEqualTo("from file");
			assertThat(environment.resolvePlaceholders("${SAMPLE_SHUTDOWN_SECRET}!")).isEqualTo("from file!");
		});
	}

	@Test
	void valueWhenKeyHasDashesIsBound() {
		variable("SAMPLE_JWTKEYS_PRIVATEKEY_FILE", "a");
		variable("SAMPLE_SIGNED_URLS_FILE", "b");
		run((environment) -> {
			assertThat(bind(environment, "sample.jwt-keys.private-key")).isEqualTo("a");
			assertThat(bind(environment, "sample.signed-urls")).isEqualTo("b");
		});
	}

	@Test
	void valueWhenKeyIsOfMapOrListIsBound() {
		variable("SAMPLE_KEYS_CI_VALUE_FILE", "a");
		variable("SAMPLE_PREVIOUS_0_FILE", "b");
		run((environment) -> {
			assertThat(Binder.get(environment).bind("sample.keys", Bindable.mapOf(String.class, Object.class)).get())
				.containsKey("ci");
			assertThat(Binder.get(environment).bind("sample.previous", Bindable.listOf(String.class)).get())
				.containsExactly("b");
		});
	}

	@Test
	void valueWhenBoundToSecretIsKept() {
		variable("SAMPLE_SECRET_FILE", "${not} a placeholder\n");
		run((environment) -> assertThat(Binder.get(environment).bind("sample.secret", Secret.class).get().reveal())
			.isEqualTo("${not} a placeholder"));
	}

	@Test
	void valueWhenFileEndsInLineBreakLosesOne() {
		variable("A_FILE", "x\n");
		variable("B_FILE", "x\r\n");
		variable("C_FILE", "x\n\n");
		variable("D_FILE", " x ");
		run((environment) -> {
			assertThat(bind(environment, "a")).isEqualTo("x");
			assertThat(bind(environment, "b")).isEqualTo("x");
			assertThat(bind(environment, "c")).isEqualTo("x\n");
			assertThat(bind(environment, "d")).isEqualTo(" x ");
		});
	}

	@Test
	void valueWhenNameIsSetTooIsThatOfTheName() {
		variable("SAMPLE_SECRET_FILE", "from file");
		this.variables.put("SAMPLE_SECRET", "direct");
		run((environment) -> assertThat(bind(environment, "sample.secret")).isEqualTo("direct"));
	}

	@Test
	void valueWhenNameIsSetInOtherFormIsThatOfTheName() {
		variable("SAMPLE_SHUT_DOWN_FILE", "from file");
		this.variables.put("SAMPLE_SHUTDOWN", "direct");
		run((environment) -> assertThat(bind(environment, "sample.shut-down")).isEqualTo("direct"));
	}

	@Test
	void valueWhenSystemPropertyIsSetIsThatOfTheProperty() {
		variable("SAMPLE_SECRET_FILE", "from file");
		run((environment) -> assertThat(bind(environment, "sample.secret")).isEqualTo("argument"),
				"--sample.secret=argument");
	}

	@Test
	void valueWhenConfigurationFileSaysOtherwiseIsThatOfTheVariable() {
		variable("SAMPLE_SECRET_FILE", "from file");
		run((environment) -> assertThat(bind(environment, "sample.secret")).isEqualTo("from file"),
				"--spring.config.location=" + file("application.properties", "sample.secret=other").toUri());
	}

	@Test
	void profilesWhenNamedInFileAreActive() {
		variable("SPRING_PROFILES_ACTIVE_FILE", "from-file\n");
		run((environment) -> assertThat(environment.getActiveProfiles()).containsExactly("from-file"));
	}

	@Test
	void startWhenUnrelatedVariablesNameNoReadableFileIsUnharmed() {
		this.variables.put("SSL_CERT_FILE", "/nowhere/at/all");
		this.variables.put("EMPTY_FILE", "");
		this.variables.put("_FILE", "x");
		this.variables.put("BAD_FILE", "\0");
		run((environment) -> assertThat(environment.containsProperty("EMPTY")).isFalse());
	}

	@Test
	void valueWhenFileIsMissingStopsWithVariableAndPath() {
		this.variables.put("SAMPLE_SECRET_FILE", "/nowhere/secret");
		run((environment) -> {
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(environment, "sample.secret"))
				.havingRootCause()
				.isInstanceOf(InvalidSecretException.class)
				.withMessage("SAMPLE_SECRET_FILE names the file '/nowhere/secret', which does not exist");
			assertThatExceptionOfType(BindException.class)
				.isThrownBy(() -> Binder.get(environment).bind("sample.secret", Secret.class))
				.withRootCauseInstanceOf(InvalidSecretException.class);
			assertThatExceptionOfType(InvalidSecretException.class)
				.isThrownBy(() -> environment.resolvePlaceholders("${SAMPLE_SECRET}"));
		});
	}

	@Test
	void valueWhenFileIsLargeOrDirectoryStopsWithoutContent() {
		variable("LARGE_FILE", "canary".repeat(20_000));
		this.variables.put("DIR_FILE", this.directory.toString());
		variable("FULL_FILE", "x".repeat(FileVariable.MAX_BYTES));
		run((environment) -> {
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(environment, "large"))
				.havingRootCause()
				.withMessageContaining("larger than 64 KB")
				.withMessageNotContaining("canary");
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(environment, "dir"))
				.havingRootCause()
				.withMessageContaining("cannot be read");
			assertThat(bind(environment, "full")).hasSize(FileVariable.MAX_BYTES);
		});
	}

	private static String bind(ConfigurableEnvironment environment, String key) {
		return Binder.get(environment).bind(key, String.class).get();
	}

	private void variable(String name, String content) {
		this.variables.put(name, file(name, content).toString());
	}

	private Path file(String name, String content) {
		try {
			return Files.writeString(this.directory.resolve(name), content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void run(Consumer<ConfigurableEnvironment> check, String... args) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, this.variables));
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setEnvironment(environment);
		try (ConfigurableApplicationContext context = application.run(args)) {
			check.accept(context.getEnvironment());
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
