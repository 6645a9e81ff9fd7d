package dev.hardening.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The checks that only tests of their own can make fail (databases, Redis, the process,
 * time), and which tests those are.
 */
final class CheckProofs {

	private static final Path TABLE = Path.of("src/test/resources/dev/hardening/audit/proofs.txt");

	private CheckProofs() {
	}

	static List<Proof> all() {
		try {
			return Files.readAllLines(TABLE)
				.stream()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split(" "))
				.map((words) -> new Proof(words[0], words[1], words[2], words[3]))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Set<String> ids() {
		return all().stream().map(Proof::id).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Where a check is seen to fail and to pass.
	 *
	 * @param id the id of the check
	 * @param type the name of the test class
	 * @param failing the test that sees it fail or warn
	 * @param passing the test that sees it pass
	 */
	record Proof(String id, String type, String failing, String passing) {

	}

}
