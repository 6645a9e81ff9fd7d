package dev.hardening.environment;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HardeningEnvironmentPostProcessor}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HardeningEnvironmentPostProcessorTests {

	private static final String KEY = "sample.shut-down.time-limit";

	private static final String LOGGED = "Hardened defaults: ";

	@TempDir
	private Path classes;

	@Test
	void defaultWhenUserSaysNothingIsSet() {
		run(Map.of(), (environment) -> assertThat(environment.getProperty(KEY)).isEqualTo("ours"));
	}

	@Test
	void defaultWhenUserSetsOtherFormOfKeyIsNotSet() {
		for (String form : new String[] { KEY, "sample.shutDown.timeLimit", "sample.shut_down.time_limit" }) {
			run(Map.of(), (environment) -> assertThat(bound(environment)).isEqualTo("theirs"), "--" + form + "=theirs");
		}
	}

	@Test
	void defaultWhenUserSetsDefaultPropertyInOtherFormIsNotSet() {
		run(Map.of("sample.shutDown.timeLimit", "theirs"),
				(environment) -> assertThat(bound(environment)).isEqualTo("theirs"));
	}

	@Test
	void defaultWhenUserSetsEnvironmentVariableIsNotSet() {
		for (String form : new String[] { "SAMPLE_SHUTDOWN_TIMELIMIT", "SAMPLE_SHUT_DOWN_TIME_LIMIT" }) {
			ConfigurableEnvironment environment = new StandardEnvironment();
			environment.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of(form, "theirs")));
			run(environment, Map.of(), (prepared) -> assertThat(bound(prepared)).isEqualTo("theirs"));
		}
	}

	@Test
	void defaultWhenUserSetsElementsOfListIsNotSet() {
		run(Map.of(), (environment) -> assertThat(Binder.get(environment).bind("sample.list", String[].class).get())
			.containsExactly("theirs"), "--sample.list[0]=theirs");
	}

	@Test
	void defaultWhenPropertySourceOfConfigurationIsAddedLaterGivesWay() {
		run(WithPropertySource.class, null, Map.of(),
				(environment) -> assertThat(bound(environment)).isEqualTo("from-annotation"));
	}

	@Test
	void defaultPropertiesOfUserWithOtherKeysRemain() {
		run(Map.of("other", "theirs"), (environment) -> {
			assertThat(environment.getProperty("other")).isEqualTo("theirs");
			assertThat(environment.getProperty(KEY)).isEqualTo("ours");
		});
	}

	@Test
	void contributorSeesWhatUserConfigured() {
		run(Map.of(), (environment) -> assertThat(environment.getProperty("sample.seen")).isEqualTo("staging"),
				"--hardening.environment=staging");
	}

	@Test
	void originOfDefaultNamesStarter() {
		run(Map.of(), (environment) -> {
			var property = ConfigurationPropertySources.get(environment).iterator();
			String origin = null;
			while (property.hasNext() && origin == null) {
				var found = property.next().getConfigurationProperty(ConfigurationPropertyName.of(KEY));
				origin = (found != null) ? String.valueOf(found.getOrigin()) : null;
			}
			assertThat(origin).contains("default of the hardening starter");
		});
	}

	@Test
	void logWhenDebugNamesDefaultsThatWereSetWithoutValues(CapturedOutput output) {
		run(Map.of(), (environment) -> assertThat(output).contains(LOGGED), "--sample.seen=theirs",
				"--logging.level.dev.hardening.environment=debug", "--logging.structured.format.console=");
		String line = output.toString().lines().filter((candidate) -> candidate.contains(LOGGED)).findFirst().get();
		assertThat(line).contains(KEY).doesNotContain("ours", "sample.seen");
	}

	@Test
	void defaultOfLoggingReachesLoggingSystem(CapturedOutput output) {
		run(Map.of(), (environment) -> {
		}, "--logging.level.dev.hardening.environment=debug");
		assertThat(output.toString().lines().filter((line) -> line.contains(LOGGED)))
			.allMatch((line) -> line.startsWith("{\"@timestamp\""))
			.isNotEmpty();
	}

	private static String bound(Environment environment) {
		return Binder.get(environment).bind(KEY, String.class).get();
	}

	private void run(Map<String, Object> defaultProperties, Consumer<ConfigurableEnvironment> check, String... args) {
		run(Empty.class, null, defaultProperties, check, args);
	}

	private void run(ConfigurableEnvironment environment, Map<String, Object> defaultProperties,
			Consumer<ConfigurableEnvironment> check) {
		run(Empty.class, environment, defaultProperties, check);
	}

	private void run(Class<?> source, ConfigurableEnvironment environment, Map<String, Object> defaultProperties,
			Consumer<ConfigurableEnvironment> check, String... args) {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(classLoader()), source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(defaultProperties);
		application.setEnvironment(environment);
		try (ConfigurableApplicationContext context = application.run(args)) {
			check.accept(context.getEnvironment());
		}
	}

	private ClassLoader classLoader() {
		try {
			Path factories = this.classes.resolve("META-INF/spring.factories");
			Files.createDirectories(factories.getParent());
			Files.writeString(factories, BootDefaults.class.getName() + "=" + SampleDefaults.class.getName());
			return new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, getClass().getClassLoader());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:dev/hardening/environment/annotated.properties")
	static class WithPropertySource {

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class SampleDefaults implements BootDefaults {

		@Override
		public void contribute(Environment environment, Defaults defaults) {
			defaults.set(KEY, "ours");
			defaults.set("sample.list", "ours");
			defaults.set("sample.seen", DeploymentEnvironment.of(environment).toString());
			defaults.set("logging.structured.format.console", "ecs");
		}

	}

}
