package dev.hardening.metrics.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.store.SharedState;
import dev.hardening.store.SharedStateException;
import dev.hardening.store.StateSpace;
import dev.hardening.test.RealRedis;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the table of metrics in the documentation against a running application.
 */
class MetricsDocumentationTests {

	private static final Pattern SAMPLE = Pattern.compile("^(hardening_[a-z_]+?)(?:_count|_sum|_max)?(?:\\{([^}]*)})? ",
			Pattern.MULTILINE);

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

	private static final Pattern ROW = Pattern.compile("^\\| `(hardening_[a-z_]+)` \\|([^|]*)\\|", Pattern.MULTILINE);

	private static final Pattern NAME = Pattern.compile("`([a-z_]+)`(?: \\([^)]*\\))?");

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@Test
	void metricsOfARunningApplicationAreThoseOfTheTable() throws Exception {
		try (RealRedis redis = RealRedis.start(); ServletWebServerApplicationContext context = start(redis)) {
			makeSomeNoise(context);
			redis.stop();
			assertThatExceptionOfType(SharedStateException.class)
				.isThrownBy(() -> context.getBean(SharedState.class).remove(new StateSpace("test", 0), "one"));
			assertThat(found(send(context, "/metrics", HttpRequest.newBuilder()))).isEqualTo(documented());
		}
	}

	private static Map<String, Set<String>> documented() throws IOException {
		Map<String, Set<String>> documented = new TreeMap<>();
		Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "metrics.md")));
		while (row.find()) {
			documented.put(row.group(1), all(NAME, row.group(2)));
		}
		return documented;
	}

	private static Map<String, Set<String>> found(String text) {
		Map<String, Set<String>> found = new TreeMap<>();
		Matcher sample = SAMPLE.matcher(text);
		while (sample.find()) {
			found.put(sample.group(1), all(LABEL, String.valueOf(sample.group(2))));
		}
		return found;
	}

	private static Set<String> all(Pattern pattern, String text) {
		Set<String> all = new TreeSet<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			all.add(matcher.group(1));
		}
		return all;
	}

	private static void makeSomeNoise(ServletWebServerApplicationContext context) throws Exception {
		for (int i = 0; i < 12; i++) {
			send(context, "/nothing", HttpRequest.newBuilder().header("Authorization", "Basic dTp3cm9uZw=="));
		}
		send(context, "/csp-reports",
				HttpRequest.newBuilder()
					.header("Content-Type", "application/csp-report")
					.POST(BodyPublishers.ofString("""
							{"csp-report":{"document-uri":"http://localhost/","violated-directive":"script-src",
							"effective-directive":"script-src","blocked-uri":"inline","disposition":"enforce"}}""")));
	}

	private static String send(ServletWebServerApplicationContext context, String path, HttpRequest.Builder request)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:%d%s".formatted(context.getWebServer().getPort(), path));
		return CLIENT.send(request.uri(uri).build(), BodyHandlers.ofString()).body();
	}

	private static ServletWebServerApplicationContext start(RealRedis redis) {
		return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "hardening.metrics.access", "permit-all",
					"spring.security.user.password", "a-password-of-nobody-1", "spring.data.redis.host", redis.host(),
					"spring.data.redis.port", redis.port(), "hardening.jwt.secret", "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA",
					// Else the failures are counted here and there on a slow machine, and
					// none locks.
					"hardening.rate-limit.redis.timeout", "10s"))
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
