package dev.hardening.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application as a user would configure it, from which a benchmark takes its beans.
 */
final class Started {

	/** Made for this run; it protects nothing. */
	static final String SECRET = UUID.randomUUID() + "-" + UUID.randomUUID();

	private static final List<String> COMMON = List.of("--server.port=0", "--hardening.environment=production",
			"--hardening.audit.fail-on=never", "--logging.level.root=error", "--spring.main.banner-mode=off");

	private Started() {
	}

	static ConfigurableApplicationContext with(String... properties) {
		return with(Application.class, properties);
	}

	static ConfigurableApplicationContext with(Class<?> configuration, String... properties) {
		List<String> arguments = new ArrayList<>(COMMON);
		arguments.addAll(List.of(properties));
		return new SpringApplicationBuilder(configuration).web(WebApplicationType.SERVLET)
			.run(arguments.toArray(String[]::new));
	}

	/**
	 * Nothing but what the starter brings.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
