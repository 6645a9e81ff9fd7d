package dev.hardening.audit;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command as a real process.
 */
@Tag("long")
class AuditCommandTests {

	@TempDir
	private Path directory;

	@Test
	void commandWhenNothingIsWrongPrintsTextAndExitsWithZero() throws IOException, InterruptedException {
		Run run = run("--hardening.audit.run=true");
		assertThat(run.code()).as(run.err()).isZero();
		assertThat(run.out()).startsWith("Hardening audit: ")
			.contains("HRD-HOST-001", "Set: hardening.hosts.allowed", "An application cannot know:");
	}

	@Test
	void commandWhenAnErrorIsFoundExitsWithOne() throws IOException, InterruptedException {
		Run run = run("--hardening.audit.run=true", "--format=json", "--spring.security.user.password=admin");
		assertThat(run.code()).as(run.err()).isEqualTo(1);
		assertThat(JsonParserFactory.getJsonParser().parseMap(run.out())).containsKeys("score", "checks");
		assertThat(run.out()).contains("HRD-SEC-004").doesNotContain("\"admin\"");
	}

	@Test
	void commandWhenOnlyWarningsAreFoundKeepsToFailOn() throws IOException, InterruptedException {
		assertThat(run("--hardening.audit.run=true", "--hardening.audit.fail-on=warning").code()).isEqualTo(1);
	}

	@Test
	@SuppressWarnings("unchecked")
	void commandWhenAskedForSarifPrintsIt() throws IOException, InterruptedException {
		Run run = run("--hardening.audit.run=true", "--hardening.audit.format=sarif",
				"--spring.security.user.password=admin");
		assertThat(run.code()).as(run.err()).isEqualTo(1);
		Map<String, Object> log = JsonParserFactory.getJsonParser().parseMap(run.out());
		assertThat(log).containsEntry("version", "2.1.0");
		Map<String, Object> first = ((List<Map<String, Object>>) log.get("runs")).get(0);
		List<Map<String, Object>> rules = (List<Map<String, Object>>) ((Map<String, Map<String, Object>>) first
			.get("tool")).get("driver").get("rules");
		List<Map<String, Object>> results = (List<Map<String, Object>>) first.get("results");
		assertThat(results).hasSameSizeAs(rules).allSatisfy((result) -> {
			int index = ((Number) result.get("ruleIndex")).intValue();
			assertThat(result).containsEntry("ruleId", rules.get(index).get("id"));
			assertThat(result.get("level")).isIn("error", "warning", "note", "none");
			assertThat(result.get("kind").equals("fail")).isEqualTo(!result.get("level").equals("none"));
		});
		assertThat(results).extracting((result) -> result.get("kind")).contains("pass", "fail", "notApplicable");
		assertThat(SarifSchema.errors(run.out())).isEmpty();
	}

	@Test
	void startWhenErrorsAreFoundEndsWithAllOfThemBeforeThePortIsAsked() throws IOException, InterruptedException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Path begun = this.directory.resolve("begun");
			String[] arguments = { "--server.address=127.0.0.1", "--server.port=" + taken.getLocalPort(),
					"--begun=" + begun, "--spring.security.user.password=admin",
					"--management.endpoint.env.show-values=always" };
			Run stopped = run(arguments);
			assertThat(stopped.code()).isEqualTo(1);
			assertThat(stopped.out() + stopped.err())
				.containsOnlyOnce("hardening.audit.fail-on is 'error', which refuses to start with")
				.contains("HRD-SEC-004", "HRD-OPS-002", "management.endpoint.env.show-values: never",
						"docs/properties.md#hardening-audit-fail-on")
				.doesNotContain("already in use");
			assertThat(begun).doesNotExist();
			String[] careless = Stream.concat(Stream.of(arguments), Stream.of("--hardening.audit.fail-on=never"))
				.toArray(String[]::new);
			Run further = run(careless);
			assertThat(further.code()).isEqualTo(1);
			assertThat(further.out() + further.err()).contains("already in use").doesNotContain("refuses to start");
		}
	}

	@Test
	void commandOpensNoPortAndStartsNothing() throws IOException, InterruptedException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Path begun = this.directory.resolve("begun");
			Run run = run("--hardening.audit.run=true", "--server.address=127.0.0.1",
					"--server.port=" + taken.getLocalPort(), "--begun=" + begun);
			assertThat(run.code()).as(run.err()).isZero();
			assertThat(begun).doesNotExist();
		}
	}

	@Test
	void commandWhenConfigurationIsWrongSaysSoOnTheOtherStream() throws IOException, InterruptedException {
		Run run = run("--hardening.audit.run=true", "--hardening.requests.timeout=soon");
		assertThat(run.code()).isEqualTo(1);
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).contains("hardening.requests.timeout");
	}

	private Run run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), AuditedJob.class.getName(),
				"--spring.datasource.url=jdbc:h2:mem:", "--spring.flyway.enabled=false",
				"--hardening.environment=production"));
		command.addAll(List.of(arguments));
		File out = this.directory.resolve("out").toFile();
		File err = this.directory.resolve("err").toFile();
		Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("The process ends").isTrue();
			return new Run(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * What a process did.
	 *
	 * @param code its exit code
	 * @param out its standard output
	 * @param err its standard error
	 */
	private record Run(int code, String out, String err) {

	}

}
