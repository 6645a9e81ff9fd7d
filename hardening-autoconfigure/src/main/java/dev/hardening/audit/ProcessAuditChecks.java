package dev.hardening.audit;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Checks about the process and about tools of development that were left in.
 */
class ProcessAuditChecks implements AuditChecks {

	private final Environment environment;

	private final ProcessFacts facts;

	private final @Nullable ClassLoader classes;

	ProcessAuditChecks(Environment environment, ProcessFacts facts, @Nullable ClassLoader classes) {
		this.environment = environment;
		this.facts = facts;
		this.classes = classes;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream
			.of(AuditCheck.of("HRD-SYS-001", "The process does not run as root", AuditSeverity.WARNING, this::root)
				.because(
						"Who breaks into the process owns the container, and from there has tools against the machine.")
				.mendedBy("USER 10001 in the Dockerfile, runAsNonRoot: true in the pod")
				.demandedBy("ASVS 5.0 13.2.2", Checklist.IMPROVEMENTS.part("7"), Checklist.INTEGRATION.part("Phase 8")),
					AuditCheck
						.of("HRD-SYS-002", "The process cannot write its own code", AuditSeverity.WARNING,
								this::writable)
						.because("A file that is written into the application runs at its next start.")
						.mendedBy("readOnlyRootFilesystem: true in the pod, or a jar that another user owns")
						.demandedBy(Checklist.IMPROVEMENTS.part("7")),
					AuditCheck
						.of("HRD-SYS-003", "No debugger and no remote management is open", AuditSeverity.ERROR,
								this::debugger)
						.because("Whoever reaches the port runs code in the process.")
						.mendedBy("remove the argument of the virtual machine")
						.demandedBy("ASVS 5.0 13.4.2"),
					AuditCheck
						.of("HRD-SYS-004", "Devtools are not on the class path", AuditSeverity.ERROR, this::devtools)
						.because("They restart the application on request and loosen what errors show.")
						.mendedBy("<optional>true</optional> on spring-boot-devtools")
						.demandedBy("ASVS 5.0 13.4.2"),
					AuditCheck.of("HRD-SYS-005", "The H2 console is off", AuditSeverity.ERROR, this::h2Console)
						.because("Whoever reaches it runs SQL and code.")
						.mendedBy("spring.h2.console.enabled: false")
						.demandedBy("ASVS 5.0 13.4.2"),
					AuditCheck.of("HRD-SYS-006", "Debug logging is off", AuditSeverity.WARNING, this::debugLogging)
						.because("Debug lines show what requests hold.")
						.mendedBy("logging.level.root: info")
						.demandedBy("ASVS 5.0 13.4.2", Checklist.CONFIGURATION.part("Structured Logging")))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private AuditResult root() {
		Integer user = this.facts.userId();
		if (user == null) {
			return AuditResult.skipped("The system does not tell the user of a process.");
		}
		return AuditResult.passIf(user != 0, "The process runs as user %d.".formatted(user))
			.withProperty("USER 10001 in the Dockerfile, runAsNonRoot: true in the pod");
	}

	private AuditResult writable() {
		List<String> names = this.facts.writable().stream().map((path) -> path.getFileName().toString()).toList();
		return AuditResult
			.passIf(names.isEmpty(),
					names.isEmpty() ? "Nothing on the class path can be written."
							: "%d parts of the class path can be written, the first is %s.".formatted(names.size(),
									names.get(0)))
			.withProperty("readOnlyRootFilesystem: true in the pod, or a jar that another user owns");
	}

	private AuditResult debugger() {
		List<String> open = this.facts.arguments()
			.stream()
			.filter((argument) -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp")
					|| argument.startsWith("-Dcom.sun.management.jmxremote.port"))
			.map((argument) -> argument.startsWith("-D") ? "remote JMX" : "a debugger")
			.toList();
		return AuditResult.passIfNone(open, "The virtual machine has neither.", "Open: ")
			.withProperty("remove the argument of the virtual machine");
	}

	private AuditResult devtools() {
		boolean present = ClassUtils.isPresent("org.springframework.boot.devtools.restart.Restarter", this.classes);
		return AuditResult.passIf(!present, present ? "They are." : "They are not.")
			.withProperty("<optional>true</optional> on spring-boot-devtools")
			.withReference("ASVS 5.0 13.4.2");
	}

	private AuditResult h2Console() {
		boolean on = this.environment.getProperty("spring.h2.console.enabled", Boolean.class, false);
		return AuditResult.passIf(!on, on ? "Whoever reaches it can run SQL and code." : "It is off.")
			.withProperty("spring.h2.console.enabled: false")
			.withReference("ASVS 5.0 13.4.2");
	}

	private AuditResult debugLogging() {
		String root = this.environment.getProperty("logging.level.root", "info");
		boolean debug = isSet("debug") || isSet("trace") || root.equalsIgnoreCase("debug")
				|| root.equalsIgnoreCase("trace");
		return AuditResult
			.passIf(!debug, debug ? "Debug lines show what requests hold." : "The root level is " + root + ".")
			.withProperty("logging.level.root: info")
			.withReference("ASVS 5.0 13.4.2");
	}

	private boolean isSet(String property) {
		String value = this.environment.getProperty(property);
		return value != null && !"false".equalsIgnoreCase(value);
	}

}
