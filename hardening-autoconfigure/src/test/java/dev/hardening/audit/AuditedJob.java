package dev.hardening.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.hardening.audit.AuditedApplication.Careful;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * An application that would leave traces if it began.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Careful.class)
public class AuditedJob {

	public static void main(String[] arguments) {
		SpringApplication.run(AuditedJob.class, arguments);
	}

	@Bean
	ApplicationRunner runner() {
		return (arguments) -> touch(arguments.getOptionValues("begun").get(0));
	}

	@Bean
	SmartLifecycle cycle(Environment environment) {
		return new SmartLifecycle() {

			@Override
			public void start() {
				touch(environment.getRequiredProperty("begun"));
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return false;
			}

		};
	}

	private static void touch(String file) {
		try {
			Files.writeString(Path.of(file), "begun");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
