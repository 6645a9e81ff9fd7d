package dev.hardening.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import dev.hardening.validation.MaxBatch;
import dev.hardening.validation.SafeName;
import dev.hardening.validation.uploads.UploadedFile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.multipart.MultipartFile;

/**
 * Whole applications on real ports, good and bad, for the audit to look at.
 */
final class AuditedApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private AuditedApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static AuditedApplication start(Class<?> source, String profiles, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--hardening.environment=production", "--hardening.audit.fail-on=never"));
		all.removeIf((own) -> Stream.of(arguments)
			.anyMatch((given) -> given.startsWith(own.substring(0, own.indexOf('=') + 1))));
		all.addAll(List.of(arguments));
		return new AuditedApplication(new SpringApplicationBuilder(source).web(WebApplicationType.SERVLET)
			.profiles(profiles.isEmpty() ? new String[0] : profiles.split(","))
			.properties("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
					"spring.flyway.enabled=false")
			.run(all.toArray(String[]::new)));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	Map<String, AuditResult> results() {
		Map<String, AuditResult> results = new TreeMap<>();
		this.context.getBean(Audit.class)
			.run()
			.findings()
			.forEach((finding) -> results.put(finding.check().id(), finding.result()));
		return results;
	}

	@Override
	public void close() {
		this.context.close();
		// Boot leaves it set for the next application of the process.
		System.clearProperty("CONSOLE_LOG_PATTERN");
	}

	/**
	 * Validates what it takes.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Careful {

		@PostMapping("/login")
		String login(@Valid @RequestBody Login login) {
			return login.name();
		}

		@PostMapping("/media")
		String media(@RequestParam @UploadedFile MultipartFile file) {
			return "taken";
		}

		@PostMapping("/batch")
		int batch(@RequestBody @MaxBatch List<@Valid Login> batch) {
			return batch.size();
		}

		@GetMapping("/catalogs/{name}")
		String catalog(@PathVariable @SafeName String name) {
			return name;
		}

	}

	/**
	 * Takes whatever comes.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Careless {

		@PostMapping("/login")
		String login(@RequestBody Login login) {
			return login.name();
		}

		@PostMapping("/media")
		String media(@RequestParam MultipartFile file) {
			return "taken";
		}

		@PostMapping("/batch")
		int batch(@RequestBody List<Login> batch) {
			return batch.size();
		}

		@GetMapping("/catalogs/{name}")
		String catalog(@PathVariable String name) {
			return name;
		}

	}

	/**
	 * Has undone what protects it in code.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Undone {

		@Bean
		UrlBasedCorsConfigurationSource corsConfigurationSource() {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.addAllowedOriginPattern("*");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", configuration);
			return source;
		}

		@Bean
		WebSecurityCustomizer ignoring() {
			return (web) -> web.ignoring().requestMatchers("/reports/**");
		}

		@Bean
		@SuppressWarnings("deprecation")
		PasswordEncoder encoder() {
			return NoOpPasswordEncoder.getInstance();
		}

	}

	/**
	 * Has a login without a token against forged requests.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Forgeable {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

	}

	/**
	 * A body.
	 *
	 * @param name who signs in
	 */
	record Login(@Size(max = 20) String name) {

	}

}
