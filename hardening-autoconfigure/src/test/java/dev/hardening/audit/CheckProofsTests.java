package dev.hardening.audit;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.audit.CheckProofs.Proof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each check that {@link AuditedApplicationTests} does not walk is seen to fail by one
 * test and to pass by another, or by the same.
 */
class CheckProofsTests {

	private static final Path SOURCES = Path.of("src/test/java");

	private static final Pattern ID = Pattern.compile("HRD-[A-Z]+-\\d{3}");

	static Stream<Proof> proofs() {
		return CheckProofs.all().stream();
	}

	@Test
	void checksAreNamedOnce() {
		assertThat(CheckProofs.all()).extracting(Proof::id).doesNotHaveDuplicates().hasSizeGreaterThan(20);
	}

	@ParameterizedTest
	@MethodSource("proofs")
	void checkIsSeenToFail(Proof proof) throws ReflectiveOperationException, IOException {
		assertThat(test(proof, proof.failing())).as(proof.toString()).containsPattern("\\b(FAIL|WARN)\\b");
	}

	@ParameterizedTest
	@MethodSource("proofs")
	void checkIsSeenToPass(Proof proof) throws ReflectiveOperationException, IOException {
		assertThat(test(proof, proof.passing())).as(proof.toString()).containsPattern("\\bPASS\\b");
	}

	/**
	 * Return the source of a test that JUnit runs and that is about a check.
	 */
	private static String test(Proof proof, String name) throws ReflectiveOperationException, IOException {
		Class<?> type = Class.forName(proof.type());
		List<Method> methods = Stream.of(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.toList();
		assertThat(methods).as("%s#%s", proof.type(), name).hasSize(1);
		assertThat(methods.get(0).isAnnotationPresent(Test.class)
				|| methods.get(0).isAnnotationPresent(ParameterizedTest.class))
			.as("%s#%s is a test", proof.type(), name)
			.isTrue();
		String source = Files.readString(SOURCES.resolve(proof.type().replace('.', '/') + ".java"));
		String test = Stream.of(source.split("\n\n"))
			.filter((paragraph) -> paragraph.contains("\tvoid " + name + "("))
			.findFirst()
			.orElseThrow();
		boolean alone = ids(source).equals(Set.of(proof.id()));
		assertThat(alone || ids(test).contains(proof.id())).as("%s#%s names %s", proof.type(), name, proof.id())
			.isTrue();
		return test;
	}

	private static Set<String> ids(String text) {
		return ID.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
	}

}
