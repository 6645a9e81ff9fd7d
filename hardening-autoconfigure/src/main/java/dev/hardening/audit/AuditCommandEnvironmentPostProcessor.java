package dev.hardening.audit;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Prepares a start that only prints the report: what is logged goes to the standard
 * error, so that the standard output is the report and nothing else.
 */
class AuditCommandEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String RUN = "hardening.audit.run";

	private static final String SOURCE = "hardeningAuditCommand";

	private static volatile PrintStream out = System.out;

	/**
	 * Return where the report goes.
	 * @return the standard output as it was before the log left it
	 */
	static PrintStream out() {
		return out;
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!"true".equalsIgnoreCase(environment.getProperty(RUN))) {
			return;
		}
		if (System.out != System.err) {
			out = System.out;
			System.setOut(System.err);
		}
		Map<String, Object> properties = new HashMap<>();
		properties.put("logging.level.root", "error");
		properties.put("spring.main.banner-mode", "off");
		// To look must change nothing.
		properties.put("hardening.database.migrations", "off");
		properties.put("spring.main.log-startup-info", "false");
		PropertySource<?> arguments = environment.getPropertySources()
			.get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
		Object format = (arguments != null) ? arguments.getProperty("format") : null;
		if (format != null) {
			properties.put("hardening.audit.format", format);
		}
		environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, properties));
	}

}
