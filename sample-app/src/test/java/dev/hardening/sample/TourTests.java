package dev.hardening.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The commands that the documentation prints, run in a real shell against the real
 * application, answer what it prints. Only the port differs: the shell's {@code curl}
 * connects to that of the test when it is told 8080.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:tour;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
				+ "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1")
class TourTests {

	private static final String FENCE = "```";

	private static final char STEP = '\u001e';

	@LocalServerPort
	private int port;

	@TempDir
	private Path folder;

	@TestFactory
	List<DynamicTest> everyStepOfTheTourAnswersWhatIsPrinted() throws Exception {
		return run("docs/sample-app.md", 30);
	}

	@TestFactory
	List<DynamicTest> everyStepOfTheReadmeAnswersWhatIsPrinted() throws Exception {
		return run("README.md", 2);
	}

	private List<DynamicTest> run(String document, int least) throws Exception {
		List<Step> steps = read(document);
		assertThat(steps).hasSizeGreaterThanOrEqualTo(least);
		String[] answers = shell(steps).split(String.valueOf(STEP), -1);
		List<DynamicTest> tests = new ArrayList<>();
		for (int i = 0; i < steps.size(); i++) {
			Step step = steps.get(i);
			String answer = (i + 1 < answers.length) ? answers[i + 1].strip() : "(the shell ended before)";
			tests.add(DynamicTest.dynamicTest(step.command(), () -> assertThat(answer).matches(step.pattern())));
		}
		return tests;
	}

	private String shell(List<Step> steps) throws IOException, InterruptedException {
		StringBuilder script = new StringBuilder(
				"curl() { command curl --connect-to localhost:8080:127.0.0.1:%d \"$@\"; }\n".formatted(this.port));
		steps.forEach((step) -> script.append("printf '\\036'\n").append(step.command()).append('\n'));
		Path output = this.folder.resolve("output");
		Process process;
		try {
			process = new ProcessBuilder("bash", "-c", script.toString()).directory(this.folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			new ProcessBuilder("curl", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
		}
		catch (IOException ex) {
			assumeTrue(false, "Tour skipped: no bash and curl on the path");
			throw ex;
		}
		assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
		return Files.readString(output, StandardCharsets.UTF_8);
	}

	private static List<Step> read(String document) throws IOException {
		List<Step> steps = new ArrayList<>();
		boolean inside = false;
		for (String line : Files.readAllLines(Path.of("..").resolve(document))) {
			if (line.startsWith(FENCE)) {
				inside = line.equals(FENCE + "console");
			}
			else if (inside && line.startsWith("$ ")) {
				steps.add(new Step(line.substring(2), ""));
			}
			else if (inside) {
				steps.add(steps.remove(steps.size() - 1).with(line));
			}
		}
		return steps;
	}

	/**
	 * A step.
	 *
	 * @param command what is typed
	 * @param answer what is printed, in which an ellipsis stands for anything
	 */
	private record Step(String command, String answer) {

		Step with(String line) {
			if (this.answer.isEmpty() && this.command.endsWith("\\")) {
				return new Step(this.command + "\n" + line, "");
			}
			// A line that begins with a space belongs to the one before it.
			String separator = (this.answer.isEmpty() || line.startsWith(" ")) ? "" : "\n";
			String joined = (line.startsWith(" ") && !this.answer.endsWith(",")) ? line : line.strip();
			return new Step(this.command, this.answer + separator + joined);
		}

		Pattern pattern() {
			return Pattern.compile(
					Arrays.stream(this.answer.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
		}

	}

}
