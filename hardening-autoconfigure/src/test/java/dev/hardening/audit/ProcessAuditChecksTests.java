package dev.hardening.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessAuditChecks}.
 */
class ProcessAuditChecksTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void rootWhenUserIsZeroFails() {
		assertStatus("HRD-SYS-001", new ProcessFacts(0, List.of(), List.of()), AuditStatus.FAIL);
	}

	@Test
	void rootWhenAnotherUserPasses() {
		assertStatus("HRD-SYS-001", new ProcessFacts(10001, List.of(), List.of()), AuditStatus.PASS);
	}

	@Test
	void rootWhenSystemDoesNotTellIsSkipped() {
		assertStatus("HRD-SYS-001", new ProcessFacts(null, List.of(), List.of()), AuditStatus.SKIPPED);
	}

	@Test
	void writableWhenClassPathCanBeWrittenFails(@TempDir Path classes) {
		List<Path> writable = ProcessFacts.writable(classes + ":/does/not/exist.jar");
		assertThat(writable).containsExactly(classes);
		assertStatus("HRD-SYS-002", new ProcessFacts(1, List.of(), writable), AuditStatus.FAIL);
		assertStatus("HRD-SYS-002", new ProcessFacts(1, List.of(), List.of()), AuditStatus.PASS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005", "-Xrunjdwp:transport=x",
			"-Dcom.sun.management.jmxremote.port=9010" })
	void debuggerWhenOpenFails(String argument) {
		assertStatus("HRD-SYS-003", new ProcessFacts(1, List.of("-Xmx1g", argument), List.of()), AuditStatus.FAIL);
	}

	@Test
	void debuggerWhenNoneIsOpenPasses() {
		assertStatus("HRD-SYS-003", new ProcessFacts(1, List.of("-Xmx1g"), List.of()), AuditStatus.PASS);
	}

	@Test
	void devtoolsWhenAbsentPass() {
		assertStatus("HRD-SYS-004", facts(), AuditStatus.PASS);
	}

	@Test
	void devtoolsWhenOnTheClassPathFail() {
		ClassLoader classes = new ByteBuddy().subclass(Object.class)
			.name("org.springframework.boot.devtools.restart.Restarter")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded()
			.getClassLoader();
		assertThat(new ProcessAuditChecks(this.environment, facts(), classes).checks())
			.filteredOn((check) -> check.id().equals("HRD-SYS-004"))
			.singleElement()
			.satisfies((check) -> assertThat(check.run().status()).isEqualTo(AuditStatus.FAIL));
	}

	@Test
	void h2ConsoleWhenOnFails() {
		assertStatus("HRD-SYS-005", facts(), AuditStatus.PASS);
		this.environment.setProperty("spring.h2.console.enabled", "true");
		assertStatus("HRD-SYS-005", facts(), AuditStatus.FAIL);
	}

	@Test
	void debugLoggingWhenOnFails() {
		assertStatus("HRD-SYS-006", facts(), AuditStatus.PASS);
		this.environment.setProperty("logging.level.root", "DEBUG");
		assertStatus("HRD-SYS-006", facts(), AuditStatus.FAIL);
		this.environment.setProperty("logging.level.root", "info");
		this.environment.setProperty("debug", "");
		assertStatus("HRD-SYS-006", facts(), AuditStatus.FAIL);
	}

	@Test
	void checksWhenInDevelopmentAreSkipped() {
		this.environment.setProperty("hardening.environment", "development");
		assertThat(new ProcessAuditChecks(this.environment, new ProcessFacts(0, List.of(), List.of()), null).checks())
			.allSatisfy((check) -> assertThat(check.run().status()).isEqualTo(AuditStatus.SKIPPED));
	}

	@Test
	void currentTellsTheUserWhereTheSystemHasOne() throws Exception {
		if (Files.exists(Path.of("/proc/self"))) {
			assertThat(ProcessFacts.current().userId())
				.isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
		}
	}

	private ProcessFacts facts() {
		return new ProcessFacts(1, List.of(), List.of());
	}

	private void assertStatus(String id, ProcessFacts facts, AuditStatus status) {
		AuditCheck check = new ProcessAuditChecks(this.environment, facts, getClass().getClassLoader()).checks()
			.stream()
			.filter((candidate) -> candidate.id().equals(id))
			.findFirst()
			.orElseThrow();
		assertThat(check.run().status()).isEqualTo(status);
	}

}
