package dev.hardening.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/coverage.md} names is there.
 */
class CoverageTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern NAME = Pattern.compile("`([^`]+)`");

	private static final Pattern TYPE = Pattern.compile("@?([A-Z]\\w*[a-z]\\w*)(?:#(\\w+))?");

	private static final Pattern VARIABLE = Pattern.compile("[A-Z]+(?:_[A-Z]+)*");

	@Test
	void everythingThatThePageNamesExists() throws IOException {
		Names names = Names.read();
		List<String> missing = new ArrayList<>();
		int checked = 0;
		for (List<String> row : rows()) {
			for (String name : names(String.join(" ", row))) {
				checked++;
				if (!names.has(name)) {
					missing.add(name);
				}
			}
		}
		assertThat(missing).isEmpty();
		assertThat(checked).isGreaterThan(300);
	}

	@Test
	void everyDemandIsMetBySomethingAndProvedByATestOrAScript() throws IOException {
		List<List<String>> rows = rows();
		assertThat(rows).hasSizeGreaterThan(80).allSatisfy((row) -> {
			assertThat(row).hasSize(3);
			assertThat(names(row.get(1))).as("%s is met by", row.get(0)).isNotEmpty();
			assertThat(names(row.get(2))).as("%s is proved by", row.get(0))
				.isNotEmpty()
				.allMatch((name) -> name.matches("\\w+Tests(#\\w+)?|(\\.ci/checks|deploy/drills|\\.github)/.+"));
		});
	}

	private static List<List<String>> rows() throws IOException {
		return Files.readAllLines(ROOT.resolve("docs/coverage.md"))
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| demand") && !line.startsWith("| ---"))
			.map((line) -> Stream.of(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList())
			.toList();
	}

	private static List<String> names(String cell) {
		return NAME.matcher(cell).results().map((found) -> found.group(1)).toList();
	}

	/**
	 * What can be named.
	 *
	 * @param sources the text of each type by its simple name; of two, both
	 * @param properties the page of all properties
	 * @param variables the example of all variables
	 */
	private record Names(Map<String, String> sources, String properties, String variables) {

		static Names read() throws IOException {
			Map<String, String> sources = new HashMap<>();
			for (String module : List.of("hardening-autoconfigure", "sample-app")) {
				try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
					for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
						String name = file.getFileName().toString().replace(".java", "");
						sources.merge(name, Files.readString(file), String::concat);
					}
				}
			}
			return new Names(sources, Files.readString(ROOT.resolve("docs/properties.md")),
					Files.readString(ROOT.resolve(".env.example")));
		}

		boolean has(String name) {
			Matcher type = TYPE.matcher(name);
			if (name.startsWith("hardening.")) {
				return Pattern.compile(Pattern.quote(name) + "(?![a-z-])").matcher(this.properties).find();
			}
			if (type.matches()) {
				String source = this.sources.get(type.group(1));
				return source != null && (type.group(2) == null || source.contains(" " + type.group(2) + "("));
			}
			if (VARIABLE.matcher(name).matches()) {
				return Pattern.compile("(?m)^#?" + name + "=").matcher(this.variables).find();
			}
			// Header fields, paths of the application and words of other documents.
			return name.startsWith("/") || name.startsWith("X-") || !name.matches(".*[/.].*")
					|| Files.exists(ROOT.resolve(name));
		}

	}

}
