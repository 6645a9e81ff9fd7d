package dev.hardening.security.servlet;

import dev.hardening.audit.Audit;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the start tells about rules and routes.
 */
@Tag("long")
@ExtendWith(OutputCaptureExtension.class)
class RouteReportTests {

	private static final String MATCHES_NONE = "matches no route of this application";

	@Test
	void ruleWhenItsPathMatchesNoRouteIsNamedOnce(CapturedOutput output) {
		start(Application.class, "hardening.security.rules[0].paths=/orders/**,/ordres/**",
				"hardening.security.rules[0].access=permit-all", "hardening.security.rules[1].paths=/admim",
				"hardening.security.rules[1].access=deny-all");
		assertThat(output).contains("The path /ordres/** of hardening.security.rules[0] " + MATCHES_NONE)
			.contains("The path /admim of hardening.security.rules[1] " + MATCHES_NONE);
		assertThat(output.getAll().split(MATCHES_NONE, -1)).hasSize(3);
	}

	@Test
	void ruleWhenSomethingMayAnswerItsPathIsNotNamed(CapturedOutput output) {
		start(Application.class,
				"hardening.security.rules[0].paths=/**,/,/*,/orders/{id:[0-9]+},/orders/*/items,/files/a.txt,/error,"
						+ "/health,/actuator/info,/actuator/**,/metrics,/csp-reports,/{x},/*.js",
				"hardening.security.rules[0].access=authenticated");
		assertThat(output).doesNotContain(MATCHES_NONE);
	}

	@Test
	void ruleWhenFunctionsRouteIsNotNamed(CapturedOutput output) {
		start(FunctionalApplication.class, "hardening.security.rules[0].paths=/unknown/**",
				"hardening.security.rules[0].access=authenticated");
		assertThat(output).doesNotContain(MATCHES_NONE);
	}

	@Test
	void ruleWhenTheChainIsTheUsersOwnIsNotNamed(CapturedOutput output) {
		start(OwnChainApplication.class, "hardening.security.rules[0].paths=/unknown/**",
				"hardening.security.rules[0].access=authenticated",
				"logging.level.dev.hardening.security.servlet.RouteReport=debug");
		assertThat(output).doesNotContain(MATCHES_NONE).doesNotContain("/orders/{id}: ");
	}

	@Test
	void ruleWhenItsPathMatchesNoRouteIsAFindingOfTheAudit() {
		AuditResult result = audit(Application.class, "hardening.security.rules[0].paths=/orders/**,/ordres/**",
				"hardening.security.rules[0].access=permit-all", "hardening.security.rules[1].paths=/admim",
				"hardening.security.rules[1].access=deny-all");
		assertThat(result.status()).isEqualTo(AuditStatus.FAIL);
		assertThat(result.evidence()).isEqualTo("These match none: /ordres/** of hardening.security.rules[0], "
				+ "/admim of hardening.security.rules[1].");
		assertThat(result.property()).startsWith("hardening.security.rules");
	}

	@Test
	void ruleWhenARouteAFileOrAnEndpointHasItsPathIsNoFinding() {
		assertThat(audit(Application.class,
				"hardening.security.rules[0].paths=/orders/*/items,/other,/files/a.txt,/health,/actuator/info,/metrics",
				"hardening.security.rules[0].access=authenticated")
			.status()).isEqualTo(AuditStatus.PASS);
		assertThat(audit(FunctionalApplication.class, "hardening.security.rules[0].paths=/unknown/**",
				"hardening.security.rules[0].access=authenticated")
			.status()).isEqualTo(AuditStatus.SKIPPED);
	}

	private static AuditResult audit(Class<?> type, String... properties) {
		try (RunningApplication application = RunningApplication.start(type, properties)) {
			return application.bean(Audit.class)
				.run()
				.findings()
				.stream()
				.filter((finding) -> finding.check().id().equals("HRD-SEC-012"))
				.findFirst()
				.orElseThrow()
				.result();
		}
	}

	@Test
	void routesWhenDebuggingAreListedWithTheRuleThatGoverns(CapturedOutput output) {
		start(Application.class, "hardening.security.rules[0].paths=/orders/open",
				"hardening.security.rules[0].access=permit-all", "hardening.security.rules[1].paths=/orders/**",
				"hardening.security.rules[1].methods=GET", "hardening.security.rules[1].access=hasRole('USER')",
				"logging.level.dev.hardening.security.servlet.RouteReport=debug");
		assertThat(output)
			.contains("GET /orders/{id}: hardening.security.rules[0] /orders/open -> permit-all, "
					+ "else hardening.security.rules[1] GET,HEAD /orders/** -> hasRole('USER')")
			.doesNotContain("GET /orders/{id}: hardening.security.rules[0] /orders/open -> permit-all, "
					+ "else hardening.security.rules[1] GET,HEAD /orders/** -> hasRole('USER'), else")
			.contains("* /orders/{id}/items: hardening.security.rules[1] GET,HEAD /orders/** -> hasRole('USER'), "
					+ "else no rule -> authenticated")
			.contains("GET /other: no rule -> authenticated")
			.contains("GET /actuator/health: endpoint of the starter /actuator/** -> "
					+ "hasAnyAuthority('ACTUATOR','SCOPE_actuator')");
	}

	@Test
	void routesWhenNotDebuggingAreNotListed(CapturedOutput output) {
		start(Application.class);
		assertThat(output).doesNotContain("GET /other: ");
	}

	private static void start(Class<?> type, String... properties) {
		RunningApplication.start(type, properties).close();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application implements WebMvcConfigurer {

		@Bean
		Orders orders() {
			return new Orders();
		}

		@Override
		public void addResourceHandlers(ResourceHandlerRegistry registry) {
			registry.addResourceHandler("/files/**").addResourceLocations(new ByteArrayResource(new byte[0]));
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class FunctionalApplication {

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route().GET("/function", (request) -> ServerResponse.ok().build()).build();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class OwnChainApplication {

		@Bean
		Orders orders() {
			return new Orders();
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll()).build();
		}

	}

	@RestController
	static class Orders {

		@GetMapping({ "/orders/{id}", "/other" })
		String order() {
			return "order";
		}

		@RequestMapping("/orders/{id}/items")
		String items() {
			return "items";
		}

	}

}
