package dev.hardening.audit;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.hardening.audit.AuditedApplication.Careful;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Every failure at the start reads alike: the key, its value unless that is a secret,
 * where it was written, what is wrong, what to do, and where to read on. A whole
 * application is started for each.
 */
@Tag("long")
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

	private static final Path PROPERTIES = Path.of("../docs/properties.md");

	private static final String SECRET = "--hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final Pattern LINK = Pattern.compile("See docs/properties\\.md#([a-z0-9-]+)\\.");

	// What each analyzer explains.
	private static final Map<String, List<String>> ANALYZED = Map.of("dev.hardening.audit.AuditFailureAnalyzer",
			List.of("--hardening.audit.fail-on=error", "--spring.security.user.password=admin"),
			"dev.hardening.database.PendingMigrationsFailureAnalyzer",
			List.of("--hardening.database.migrations=validate", "--spring.flyway.enabled=true",
					"--spring.flyway.locations=classpath:dev/hardening/database/migration"),
			"dev.hardening.environment.HardeningBindFailureAnalyzer", List.of("--hardening.requests.timeout=soon"),
			"dev.hardening.environment.InvalidPropertyFailureAnalyzer", List.of("--hardening.headers.hsts.max-age=-1s"),
			"dev.hardening.environment.InvalidSecretFailureAnalyzer", List.of("--hardening.jwt.secret=short"),
			"dev.hardening.environment.UnknownPropertiesFailureAnalyzer", List.of("--hardening.cors.enable=true"));

	// @formatter:off
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"environment|prod", "audit.fail-on|sometimes", "audit.format|pdf", "audit.run|perhaps",
			"client-ip.header|x y", "client-ip.ipv6-prefix|129", "client-ip.trusted-proxies[0]|10.0.0.0/99",
			"rate-limit.near-limit|2", "rate-limit.safelist[0]|nowhere", "rate-limit.blocklist[0]|300.1.1.1",
			"rate-limit.mode|hard", "rate-limit.store|disk", "rate-limit.max-clients|many",
			"rate-limit.policies.api.limits[0]|lots", "rate-limit.policies.api.key|shoe-size",
			"rate-limit.policies.api.refill|slowly", "rate-limit.redis.timeout|abc",
			"lockout.mode|hard", "lockout.tracks.a.failures|0", "lockout.tracks.a.paths[0]|/{",
			"lockout.tracks.a.lock[0]|0s", "lockout.tracks.a.window|0s", "lockout.tracks.a.key[0]|shoe",
			"jwt.clock-skew|10m", "jwt.access-token-ttl|0s", "jwt.refresh-token-ttl|1m",
			"security.rules[0].access|open", "headers.profile|pdf", "headers.hsts.max-age|-1s",
			"headers.csp.report-path|reports", "headers.csp.mode|loud",
			"cors.allow-all|true", "cors.allowed-origins[0]|https://*.example.com", "cors.allowed-origins[0]|null",
			"cors.max-age|-1s", "cors.allowed-methods[0]|get", "cors.allowed-headers[0]|*",
			"hosts.allowed[0]|https://app.example.com", "hosts.exempt-paths[0]|/{", "https.redirect|maybe",
			"https.port|0", "requests.max-body-size|0B", "requests.timeout|-1s", "requests.max-query-parameters|0",
			"requests.max-query-length|-1", "requests.max-uri-length|0", "requests.max-header-size|0B",
			"requests.mode|hard", "json.max-depth|0", "json.max-string-length|0B", "uploads.max-size|0B",
			"logging.format|xml", "logging.access-log.rejections-per-second|0", "health.memory-threshold|2",
			"health.health-path|health", "health.ready-path|/health", "health.timeout|0s", "health.cache|-1s",
			"metrics.path|metrics", "metrics.access|everyone", "sentry.sample-rate|2", "sentry.traces-sample-rate|x",
			"sentry.environments[0]|moon", "database.migrations|later", "shutdown.timeout|0s",
			"shutdown.drain-delay|1h", "api-keys.header|Authorization", "api-keys.prefix|X!", "api-keys.cache-size|0" })
	// @formatter:on
	void startWhenAValueIsWrongSaysKeyValueOriginFixAndLink(String key, String value, CapturedOutput output)
			throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--hardening." + key + "=" + value, SECRET));
		if (key.startsWith("security.rules")) {
			arguments.add("--hardening.security.rules[0].paths=/a");
		}
		if (key.startsWith("api-keys.")) {
			arguments.add("--hardening.api-keys.enabled=true");
			arguments.add("--hardening.api-keys.store=none");
		}
		fail(arguments);
		assertThat(description(output)).startsWith("hardening." + key + " is ")
			.contains("'" + value + "'", "(from the command line)")
			.containsOnlyOnce(", which ")
			.endsWith(".");
		assertLinked(action(output), key);
	}

	// @formatter:off
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"self | lacks the single quotes of a keyword, so that browsers take it for a host. | Write 'self', and in YAML the whole value in double quotes.",
			"'nonce-abc' | is a fixed nonce and so protects nothing. | Remove it: with hardening.headers.csp.nonce: true every answer has a new one.",
			"'strict-dynamic' | has 'strict-dynamic' without a nonce or hash and so blocks every script. | Set hardening.headers.csp.nonce: true or remove 'strict-dynamic'." })
	// @formatter:on
	void startWhenASourceOfThePolicyIsWrongSaysExactly(String source, String reason, String fix, CapturedOutput output)
			throws IOException {
		String key = "headers.csp.directives.script-src";
		fail(List.of("--hardening." + key + "=" + source, "--hardening.headers.profile=html",
				"--hardening.headers.csp.nonce=false"));
		assertThat(description(output))
			.isEqualTo("hardening." + key + " is '" + source + "' (from the command line), which " + reason);
		assertThat(action(output)).isEqualTo(fix + " See docs/properties.md#hardening-headers-csp-directives.");
		assertLinked(action(output), key);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "jwt.secret|short-4f1a", "jwt.secret|changeme-changeme-changeme-4f1a",
					"signed-urls.secret|short-4f1a", "api-keys.keys.a.hash|short-4f1a",
					"api-keys.keys.a.value|short-4f1a", "jwt.private-key|short-4f1a" })
	void startWhenASecretIsWrongSaysAllButTheValue(String key, String value, CapturedOutput output) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--hardening." + key + "=" + value));
		if (key.startsWith("api-keys.")) {
			arguments.addAll(List.of("--hardening.api-keys.enabled=true", "--hardening.api-keys.store=none"));
		}
		fail(arguments);
		assertThat(description(output)).startsWith("hardening." + key)
			.contains("(from the command line)")
			.endsWith(".");
		assertThat(output.getAll()).doesNotContain(value);
		assertLinked(action(output), key);
	}

	@ParameterizedTest
	@MethodSource("registered")
	void analyzerWhenRegisteredHasTheForm(String analyzer, CapturedOutput output) throws IOException {
		List<String> arguments = ANALYZED.get(analyzer);
		assertThat(arguments).as("a start that " + analyzer + " explains").isNotNull();
		fail(arguments);
		assertThat(description(output)).matches("(?s)hardening\\.[a-z.\\[\\]0-9-]+ .*\\(from the command line\\).*")
			.doesNotContain(" null", "PT", "Exception");
		String key = description(output).split(" ")[0].substring("hardening.".length());
		assertLinked(action(output), key);
	}

	static List<String> registered() throws IOException {
		List<String> names = new ArrayList<>();
		for (URL url : Collections
			.list(FailureAnalyzer.class.getClassLoader().getResources("META-INF/spring.factories"))) {
			String all = PropertiesLoaderUtils.loadProperties(new UrlResource(url))
				.getProperty(FailureAnalyzer.class.getName(), "");
			Stream.of(all.split(",")).filter((name) -> name.startsWith("dev.hardening.")).forEach(names::add);
		}
		assertThat(names).hasSizeGreaterThan(4);
		return names;
	}

	@Test
	void startWhenAKeyIsUnknownSaysWhichWasMeant(CapturedOutput output) throws IOException {
		fail(List.of("--hardening.rate-limit.enabeld=true"));
		assertThat(description(output)).startsWith("hardening.rate-limit.enabeld (from the command line) is not");
		assertLinked(action(output), "rate-limit.enabled");
	}

	private static void assertLinked(String action, String key) throws IOException {
		assertThat(action).hasSizeGreaterThan("See docs/properties.md#.".length() + key.length() + 10);
		Matcher link = LINK.matcher(action);
		assertThat(link.find()).as("a link in: " + action).isTrue();
		assertThat(Files.readString(PROPERTIES)).contains("<a id=\"" + link.group(1) + "\">");
		assertThat(link.group(1)).startsWith("hardening-" + key.split("[.\\[]")[0]);
	}

	private static void fail(List<String> arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--hardening.environment=production",
				"--logging.structured.format.console=", "--hardening.audit.fail-on=never"));
		all.removeIf((own) -> arguments.stream()
			.anyMatch((given) -> given.startsWith(own.substring(0, own.indexOf('=') + 1))));
		all.addAll(arguments);
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Careful.class).web(WebApplicationType.SERVLET)
				.properties("spring.datasource.url=jdbc:h2:mem:", "spring.flyway.enabled=false")
				.run(all.toArray(String[]::new))
				.close());
	}

	private static String description(CapturedOutput output) {
		return part(output, "Description:", "Action:");
	}

	private static String action(CapturedOutput output) {
		return part(output, "Action:", "\n\n\n");
	}

	private static String part(CapturedOutput output, String from, String to) {
		String all = output.getAll() + "\n\n\n";
		int begin = all.lastIndexOf(from);
		assertThat(begin).as("a failure analysis").isNotNegative();
		begin += from.length();
		return all.substring(begin, all.indexOf(to, begin)).strip();
	}

}
