package dev.hardening.audit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.hardening.environment.DeploymentEnvironment;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Logs, once the application is ready, what it is, what protects it, and what is insecure
 * and how to mend it.
 */
class StartupSummary implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(StartupSummary.class);

	/** The gate and the summary of one start share a report. */
	static final Duration START = Duration.ofMinutes(10);

	private static final String OURS = "dev.hardening.";

	private final String version;

	private final List<SummaryContributor> contributors;

	private final Audit audit;

	StartupSummary(String version, List<SummaryContributor> contributors, Audit audit) {
		this.version = version;
		this.contributors = List.copyOf(contributors);
		this.audit = audit;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (logger.isInfoEnabled()) {
			logger.info(text(event.getApplicationContext()));
		}
	}

	String text(ConfigurableApplicationContext context) {
		Map<String, String> lines = new LinkedHashMap<>();
		Environment environment = context.getEnvironment();
		lines.put("version", this.version);
		lines.put("environment", DeploymentEnvironment.of(environment).toString());
		lines.put("profiles", String.join(", ", environment.getActiveProfiles()));
		lines.put("ports", ports(context));
		lines.put("controls", controls(context));
		this.contributors.forEach((contributor) -> contributor.contribute(lines::put));
		AuditReport report = this.audit.latest(START);
		lines.put("audit", "%d of 100, %d checks in %d ms".formatted(report.score(), report.findings().size(),
				report.took().toMillis()));
		StringBuilder text = new StringBuilder("Hardening summary");
		lines
			.forEach((name, value) -> text.append("\n  %-12s %s".formatted(name + ":", value.isEmpty() ? "-" : value)));
		report.attention().forEach((finding) -> append(text, finding));
		return text.toString();
	}

	private void append(StringBuilder text, AuditFinding finding) {
		AuditResult result = finding.result();
		text.append("\n  %-4s %s %s. %s".formatted(result.status(), finding.check().id(), finding.check().title(),
				result.evidence()));
		if (result.property() != null) {
			text.append(" Set: ").append(result.property());
		}
	}

	private String ports(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		if (!(context instanceof WebServerApplicationContext server) || server.getWebServer() == null) {
			return "";
		}
		String management = environment.getProperty("local.management.port");
		String ports = Integer.toString(server.getWebServer().getPort());
		return (management == null || management.equals(ports)) ? ports : ports + ", management " + management;
	}

	// What was wired, rather than what was asked for. Not from the report of conditions,
	// which is empty in an application that was processed ahead of time.
	private String controls(ConfigurableApplicationContext context) {
		TreeSet<String> features = new TreeSet<>();
		for (String name : context.getBeanDefinitionNames()) {
			if (name.startsWith(OURS) && name.endsWith("AutoConfiguration")) {
				features.add(name.substring(OURS.length(), name.indexOf('.', OURS.length())));
			}
		}
		features.removeAll(List.of("web", "environment", "audit"));
		return String.join(", ", features);
	}

}
