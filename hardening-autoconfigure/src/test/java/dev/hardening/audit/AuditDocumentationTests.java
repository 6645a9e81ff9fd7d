package dev.hardening.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.secrets.RedactionPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the tables of {@code docs/audit.md} and {@code docs/checklists.md} true. Run with
 * {@code -Ddocs.write=true} to rewrite the table of the checks.
 */
class AuditDocumentationTests {

	private static final Path DOCS = Path.of("../docs");

	private static final Path MAIN = Path.of("src/main/java/dev/hardening");

	private static final Pattern ID = Pattern.compile("HRD-[A-Z]+-\\d{3}");

	private static final String BEGIN = "<!-- checks -->\n";

	private static final String END = "<!-- /checks -->\n";

	private static TreeMap<String, AuditCheck> checks;

	@BeforeAll
	static void collect() {
		try (AuditedApplication application = AuditedApplication.start(AuditedApplication.Careful.class, "",
				"--spring.flyway.enabled=true", "--hardening.api-keys.enabled=true",
				"--hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"--hardening.signed-urls.secret=Lw2c9TfXv6Rb1kQe8Jz4Ny7Ms3Hd5Gp0")) {
			checks = application.context()
				.getBean(Audit.class)
				.run()
				.findings()
				.stream()
				.map(AuditFinding::check)
				.collect(Collectors.toMap(AuditCheck::id, (check) -> check, (one, other) -> one, TreeMap::new));
		}
	}

	@Test
	void checksWhenComparedWithTheCodeAreAllThere() throws IOException {
		Set<String> written = new TreeSet<>();
		try (Stream<Path> files = Files.walk(MAIN)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				Matcher matcher = Pattern.compile("\"(" + ID + ")\"").matcher(Files.readString(file));
				matcher.results()
					.map((result) -> result.group(1))
					.filter((id) -> !id.startsWith("HRD-ASK"))
					.forEach(written::add);
			}
		}
		assertThat(checks.keySet()).containsExactlyElementsOf(written);
	}

	@Test
	void checksOfTheStarterSayWhyAndWhatToSet() {
		assertThat(checks.values()).allSatisfy((check) -> {
			assertThat(check.why()).as(check.id()).isNotBlank();
			assertThat(check.property()).as(check.id()).isNotBlank();
			// Else the log would mask what is to be set.
			assertThat(RedactionPolicy.builtIn().redact("Set: " + check.property()))
				.isEqualTo("Set: " + check.property());
			assertThat(check.title()).as(check.id()).doesNotEndWith(".");
			String group = check.id().substring(0, check.id().lastIndexOf('-'));
			assertThat(AuditGroups.name(group)).as("the name of the group").isNotEqualTo(group);
		});
	}

	@Test
	void tableWhenComparedWithTheBeansIsUpToDate() throws IOException {
		Path page = DOCS.resolve("audit.md");
		String text = Files.readString(page);
		int begin = text.indexOf(BEGIN) + BEGIN.length();
		int end = text.indexOf(END);
		String table = table();
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
		}
		assertThat(page).content()
			.as("docs/audit.md; rewrite it by running this test with -Ddocs.write=true")
			.contains(BEGIN + table + END);
	}

	@Test
	void checklistsNameOnlyWhatExistsAndEveryQuestion() throws IOException {
		Set<String> named = ID.matcher(Files.readString(DOCS.resolve("checklists.md")))
			.results()
			.map((result) -> result.group())
			.collect(Collectors.toCollection(TreeSet::new));
		List<AuditQuestion> questions = AuditQuestions.with(List.of());
		Set<String> known = new TreeSet<>(checks.keySet());
		questions.forEach((question) -> known.add(question.id()));
		assertThat(known).containsAll(named);
		assertThat(named).containsAll(questions.stream().map(AuditQuestion::id).toList());
		assertThat(questions)
			.allSatisfy((question) -> assertThat(Path.of("..").resolve(question.document())).isRegularFile());
	}

	@Test
	void lineWhenItIsInAChecklistIsAnsweredByACheckOrAQuestion() throws IOException {
		String document = "";
		Set<String> answered = new TreeSet<>();
		for (String line : Files.readAllLines(DOCS.resolve("checklists.md"))) {
			document = line.startsWith("## ") ? line.substring(3) : document;
			String[] cells = line.split(" \\| ");
			if (line.startsWith("| ") && cells.length == 2 && ID.matcher(cells[1]).find()) {
				answered.add(document + " | " + cells[0].substring(2));
			}
		}
		List<String> lines = Files.readAllLines(Path.of("src/test/resources/dev/hardening/audit/checklists.txt"));
		assertThat(lines).hasSizeGreaterThan(90);
		assertThat(lines).filteredOn((line) -> !line.startsWith("#")).isSubsetOf(answered);
		for (int phase = 1; phase <= 9; phase++) {
			String row = "Production Hardening and Security Integration | Phase %d: ".formatted(phase);
			assertThat(answered).as(row).anyMatch((line) -> line.startsWith(row));
		}
		for (int part = 1; part <= 10; part++) {
			String row = "Production Security Improvements | %d ".formatted(part);
			assertThat(answered).as(row).anyMatch((line) -> line.startsWith(row));
		}
	}

	private static String table() {
		StringBuilder table = new StringBuilder("| id | severity | what is demanded | what to set |\n");
		table.append("| --- | --- | --- | --- |\n");
		checks.values()
			.forEach((check) -> table.append("| %s | %s | %s | %s |\n".formatted(check.id(),
					check.severity().name().toLowerCase(Locale.ROOT), cell(check.title()), cell(check.property()))));
		return table.toString();
	}

	private static String cell(String text) {
		return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
	}

}
