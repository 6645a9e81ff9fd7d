package dev.hardening.environment;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What someone reads whose configuration is wrong: a whole application is started, and
 * its output read.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFailureTests {

	private static final String CANARY = "canary-5d1e";

	private final ClassLoader original = Thread.currentThread().getContextClassLoader();

	private final Map<String, Object> variables = new HashMap<>();

	@TempDir
	private Path directory;

	@BeforeEach
	void listSampleProperties() throws IOException {
		Path list = this.directory.resolve(PropertyTree.LIST);
		Files.createDirectories(list.getParent());
		Files.writeString(list, "# ours\n" + SampleProperties.class.getName() + "\n");
		Thread.currentThread()
			.setContextClassLoader(new URLClassLoader(new URL[] { this.directory.toUri().toURL() }, this.original));
	}

	@AfterEach
	void restoreClassLoader() {
		Thread.currentThread().setContextClassLoader(this.original);
	}

	@Test
	void startWhenKeyIsUnknownNamesPlaceAndNearestKey(CapturedOutput output) throws IOException {
		Path yaml = yaml("""
				hardening:
				  sample:
				    maxCuont: 3
				""");
		fail("--spring.config.location=" + yaml.toUri());
		assertThat(description(output))
			.isEqualTo("hardening.sample.maxcuont (from %s:3:15) is not a known property.".formatted(yaml));
		assertThat(action(output)).isEqualTo("Remove hardening.sample.maxcuont, or write hardening.sample.max-count "
				+ "if that was meant. See docs/properties.md#hardening-sample-max-count.");
	}

	@Test
	void startWhenElementIsWrongNamesPlaceOfTheListThatCounts(CapturedOutput output) throws IOException {
		Path yaml = yaml("""
				hardening:
				  sample:
				    hosts: [a, b, c]
				""");
		fail("--spring.config.location=" + yaml.toUri(), "--hardening.sample.hosts=a,refused");
		assertThat(description(output))
			.isEqualTo("hardening.sample.hosts[1] is 'refused' (from the command line), which is refused.");
	}

	@Test
	void startWhenSeveralKeysAreUnknownNamesAll(CapturedOutput output) {
		fail("--hardening.sample.a=1", "--hardening.b.c=2");
		assertThat(description(output)).contains("hardening.sample.a (from the command line) is not",
				"hardening.b.c (from the command line) is not");
	}

	@Test
	void startWhenAllFormsOfKnownKeysAreUsedSucceeds() throws IOException {
		Path yaml = yaml("""
				hardening:
				  environment: staging
				  sample:
				    maxCount: 3
				    near_limit: 0.5
				    level: very-high
				    hosts: []
				    policies:
				      "[a.b]": {limits: ["1/1m", "2/1m"], nested: {deepEnabled: true}}
				      api: {enabled: "${some.value:true}"}
				    rules:
				    - {paths: ["/**"], access: permit-all}
				    set:
				      X-A.B: c
				""");
		this.variables.put("HARDENING_SAMPLE_MAX_SIZE", "1KB");
		run("--spring.config.location=" + yaml.toUri()).close();
	}

	@Test
	void startWhenVariableIsUnknownOnlyWarns(CapturedOutput output) {
		this.variables.put("HARDENING_PORT", "tcp://10.0.0.1:80");
		this.variables.put("HARDENING_PORT_80_TCP_ADDR", "10.0.0.1");
		this.variables.put("HARDENING_SAMPLE_SECRET_FILE", "/nowhere");
		run("--hardening.sample.secret=" + CANARY).close();
		assertThat(output).contains("stand for no known property: HARDENING_PORT, HARDENING_PORT_80_TCP_ADDR")
			.doesNotContain("SECRET_FILE");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"enabled|yess|is 'yess' (from the command line), which is neither true nor false.|Write true or false.",
			"max-count|1x|is '1x' (from the command line), which is not a whole number.|Write a whole number, for example 100.",
			"near-limit|x|is 'x' (from the command line), which is not a number.|Write a number, for example 0.9.",
			"timeout|abc|is 'abc' (from the command line), which is not a duration.|Write a number with a unit, for example 500ms, 30s, 5m, 1h or 14d.",
			"max-size|big|is 'big' (from the command line), which is not a size.|Write a number with a unit, for example 8KB or 10MB.",
			"level|middle|is 'middle' (from the command line), which is not one of the values.|Write one of low, very-high.",
			"policies.api.enabled|maybe|is 'maybe' (from the command line), which is neither true nor false.|Write true or false.",
			"import|refused|is 'refused' (from the command line), which is refused.|Write another." })
	void startWhenValueIsWrongSaysWhatIsAccepted(String key, String value, String description, String action,
			CapturedOutput output) {
		fail("--hardening.sample." + key + "=" + value);
		assertThat(description(output)).isEqualTo("hardening.sample." + key + " " + description);
		assertThat(action(output)).startsWith(action + " See docs/properties.md#hardening-sample-")
			.endsWith("#hardening-sample-" + key.replace(".api", "").replace('.', '-') + ".");
	}

	@Test
	void startWhenEnvironmentIsWrongNamesThree(CapturedOutput output) {
		fail("--hardening.environment=prod");
		assertThat(description(output))
			.isEqualTo("hardening.environment is 'prod' (from the command line), which is not one of the values.");
		assertThat(action(output)).startsWith("Write one of development, staging, production. See ");
	}

	@Test
	void startWhenListHasGapsSaysSo(CapturedOutput output) {
		fail("--hardening.sample.hosts[1]=a");
		assertThat(description(output)).contains("hardening.sample.hosts[1]", "has gaps");
	}

	@Test
	void startWhenSecretsMinimumIsWrongNamesKeyAndOrigin(CapturedOutput output) {
		this.variables.put("HARDENING_SECRETS_MINLENGTH", "8");
		fail();
		assertThat(description(output)).startsWith(
				"hardening.secrets.min-length (from environment variable HARDENING_SECRETS_MINLENGTH) is 8, which is less");
	}

	@Test
	void startWhenFileOfVariableIsMissingNamesVariableAndPath(CapturedOutput output) {
		this.variables.put("HARDENING_SAMPLE_SECRET_FILE", "/nowhere/secret");
		fail();
		assertThat(description(output)).contains("HARDENING_SAMPLE_SECRET_FILE",
				"names the file '/nowhere/secret', which does not exist.");
		assertThat(action(output)).endsWith("See docs/secrets.md.");
	}

	@Test
	void pageOfAKeyIsWhereItIsDescribed() {
		FailureText text = new FailureText(null);
		assertThat(text.documentation("hardening.sample.unknown")).isEqualTo("docs/properties.md");
		assertThat(text.documentation("management.endpoints.web.cors.allow-credentials")).isEqualTo("docs/cors.md");
		assertThat(text.documentation("DATABASE_URL")).isEqualTo("docs/secrets.md");
	}

	@Test
	void startWhenSensitiveValueIsWrongNeverPrintsIt(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("secret"), CANARY);
		this.variables.put("HARDENING_SAMPLE_TIMEOUT_FILE", file.toString());
		fail();
		assertThat(description(output)).contains("hardening.sample.timeout is set to a value that is not shown");
		assertThat(output).doesNotContain(CANARY);
	}

	private void fail(String... arguments) {
		assertThatException().isThrownBy(() -> run(arguments).close());
	}

	private ConfigurableApplicationContext run(String... arguments) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, this.variables));
		SpringApplication application = new SpringApplication(Sample.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setEnvironment(environment);
		// Boot's own text form, in which the report of a failure keeps its lines.
		application.setDefaultProperties(Map.of("logging.structured.format.console", ""));
		return application.run(arguments);
	}

	private Path yaml(String text) throws IOException {
		return Files.writeString(this.directory.resolve("application.yml"), text);
	}

	private String description(CapturedOutput output) {
		return part(output, "Description:", "Action:");
	}

	private String action(CapturedOutput output) {
		return part(output, "Action:", null);
	}

	private String part(CapturedOutput output, String from, String to) {
		String text = output.toString();
		int start = text.indexOf(from) + from.length();
		return text.substring(start, (to != null) ? text.indexOf(to) : text.length()).strip();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ EnvironmentAutoConfiguration.class, SecretsAutoConfiguration.class })
	@EnableConfigurationProperties(SampleProperties.class)
	static class Sample {

	}

}
