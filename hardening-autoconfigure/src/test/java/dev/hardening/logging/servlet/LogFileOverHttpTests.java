package dev.hardening.logging.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an application writes into a file, and the files that are kept of it.
 */
class LogFileOverHttpTests {

	private static final String CANARY = "c4n4ry";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final Set<String> before = System.getProperties().stringPropertyNames();

	@TempDir
	private Path directory;

	private ServletWebServerApplicationContext context;

	@AfterEach
	void stop() {
		this.context.close();
		// Boot leaves the file open and the names set for the next application of the
		// process.
		Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
		Appender<ILoggingEvent> file = root.getAppender("FILE");
		root.detachAppender(file);
		file.stop();
		System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.matches("(LOG|LOGBACK|FILE|CONSOLE)_.*") && !this.before.contains(name))
			.forEach(System::clearProperty);
	}

	@Test
	void fileIsRotatedByBootsKeysAndEachOfItsLinesIsOneObject() throws Exception {
		start("json", "--logging.logback.rollingpolicy.max-file-size=10KB",
				"--logging.logback.rollingpolicy.file-name-pattern=" + this.directory
						+ "/old-%d{yyyy-MM-dd}.%i.log.gz");
		Set<String> sent = new TreeSet<>();
		for (int i = 0; i < 100; i++) {
			sent.add(send("rotate-%03d".formatted(i)));
		}
		// Logback may rename or pack a file while it is read.
		Map<Path, String> texts = await().atMost(Duration.ofSeconds(20))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(this::texts, (all) -> ids(all.values()).containsAll(sent) && archives(all.keySet()) > 1);
		texts.forEach((file, text) -> {
			assertThat(text).doesNotContain(CANARY);
			assertThat(text.length()).as(file.toString()).isLessThan(20 * 1024);
			text.lines().forEach((line) -> {
				JsonNode one = JsonMapper.shared().readTree(line);
				assertThat(one.path("timestamp").asString()).isNotEmpty();
				assertThat(one.path("level").asString()).isIn("INFO", "WARN", "ERROR");
			});
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "console | \\[text-0001] .*password=\\*{6}.*", "json | \\{.*\"text-0001\".*}" })
	void fileHasTheFormOfTheConsole(String format, String line) throws Exception {
		start(format);
		send("text-0001");
		Path file = this.directory.resolve("app.log");
		await().atMost(Duration.ofSeconds(20))
			.until(() -> Files.readString(file).lines().filter((one) -> one.contains("text-0001")).count() >= 2);
		assertThat(Files.readString(file)).doesNotContain(CANARY).doesNotContain("\u001b").containsPattern(line);
	}

	private static Set<String> ids(Collection<String> texts) {
		Set<String> ids = new TreeSet<>();
		texts.forEach((text) -> text.lines()
			.filter((line) -> line.contains("hardening.access") && line.endsWith("}"))
			.forEach((line) -> ids.add(JsonMapper.shared().readTree(line).path("request_id").asString())));
		return ids;
	}

	private static long archives(Set<Path> files) {
		return files.stream().filter((file) -> file.toString().endsWith(".log.gz")).count();
	}

	private Map<Path, String> texts() throws IOException {
		Map<Path, String> texts = new TreeMap<>();
		for (Path file : files()) {
			texts.put(file, read(file));
		}
		return texts;
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> !file.toString().endsWith(".tmp")).toList();
		}
	}

	private static String read(Path file) throws IOException {
		if (!file.toString().endsWith(".gz")) {
			return Files.readString(file);
		}
		try (InputStream archive = new GZIPInputStream(Files.newInputStream(file))) {
			return new String(archive.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private void start(String format, String... arguments) {
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(LoggingTestApplication.class)
			.properties("server.port=0", "hardening.environment=production", "hardening.audit.fail-on=never",
					"hardening.rate-limit.enabled=false", "hardening.logging.format=" + format,
					"logging.file.name=" + this.directory.resolve("app.log"))
			.run(arguments);
	}

	private String send(String id) throws IOException, InterruptedException {
		URI uri = URI.create(
				"http://127.0.0.1:%d/open/log?password=%s".formatted(this.context.getWebServer().getPort(), CANARY));
		CLIENT.send(HttpRequest.newBuilder(uri).header("X-Request-ID", id).build(), BodyHandlers.discarding());
		return id;
	}

}
