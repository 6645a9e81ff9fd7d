package dev.hardening.actuator.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.EndpointLinksResolver;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoints are where Boot would have them, and nowhere else.
 */
class EndpointMappingOverHttpTests {

	private static final String OPERATOR = "k7Tn2Qw9Zr4Vb6Xc1Mh8Jp5Ls3Gd0FyE";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/actuator | /actuator/echo/a /%61ctuator/echo/a /actuator/ech%6f/a | /echo/a /actuators/echo/a /own/actuator/echo/a",
			"/ | /echo/a /%65cho/a | /actuator/echo/a", "/manage/it | /manage/it/echo/a | /manage/echo/a /it/echo/a" })
	void endpointIsBelowTheBasePathHoweverThatIsWritten(String basePath, String found, String missed) {
		try (RunningApplication application = start("management.endpoints.web.base-path=" + basePath)) {
			for (String path : found.split(" ")) {
				assertThat(operate(application, path)).as(path).isEqualTo("echo of a");
			}
			for (String path : missed.split(" ")) {
				assertThat(operate(application, path)).as(path).doesNotContain("echo of");
			}
			assertThat(operate(application, "/own")).isEqualTo("own");
		}
	}

	@Test
	void linksAreThoseOfAllEndpoints() {
		try (RunningApplication application = start("hardening.headers.enabled=true")) {
			assertThat(application.bean(WebMvcEndpointHandlerMapping.class)).isInstanceOf(BelowBasePathMapping.class);
			assertThat(operate(application, "/actuator")).contains("/actuator/health\"", "/actuator/hardening\"",
					"/actuator/ratelimit/{policy}/{key}\"", "/actuator/echo/{text}\"");
		}
	}

	@Test
	void linksWhenDiscoveryIsOffAreNotThere() {
		try (RunningApplication application = start("management.endpoints.web.discovery.enabled=false")) {
			assertThat(application.get("/actuator", "X-API-Key", OPERATOR).statusCode()).isEqualTo(404);
			assertThat(operate(application, "/actuator/echo/a")).isEqualTo("echo of a");
		}
	}

	@Test
	void endpointWhenThePortIsItsOwnIsThere() throws Exception {
		try (RunningApplication application = start("management.server.port=0",
				"management.endpoints.web.base-path=/manage")) {
			int port = application.context().getEnvironment().getRequiredProperty("local.management.port", int.class);
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/manage/echo/a"))
				.header("X-API-Key", OPERATOR)
				.build();
			assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()).isEqualTo("echo of a");
			assertThat(application.get("/manage/echo/a", "X-API-Key", OPERATOR).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void mappingWhenTheUserHasOneIsTheUsers() {
		try (RunningApplication application = RunningApplication.start(List.of(Application.class, OwnMapping.class),
				properties())) {
			assertThat(application.bean(WebMvcEndpointHandlerMapping.class))
				.isSameAs(application.context().getBean("ownMapping"));
			assertThat(application.get("/actuator/echo/a", "X-API-Key", OPERATOR).statusCode()).isEqualTo(404);
		}
	}

	private static String operate(RunningApplication application, String path) {
		return application.get(path, "X-API-Key", OPERATOR).body();
	}

	private static RunningApplication start(String... properties) {
		return RunningApplication.start(Application.class, properties(properties));
	}

	private static String[] properties(String... more) {
		List<String> all = new ArrayList<>(List.of("hardening.environment=production", "hardening.audit.fail-on=never",
				"hardening.api-keys.enabled=true", "hardening.api-keys.store=none",
				"hardening.api-keys.keys.operator.value=" + OPERATOR,
				"hardening.api-keys.keys.operator.scopes=actuator", "management.endpoints.web.exposure.include=*"));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

		@Bean
		Echo echo() {
			return new Echo();
		}

		@Bean
		Own own() {
			return new Own();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapping {

		@Bean
		WebMvcEndpointHandlerMapping ownMapping() {
			return new WebMvcEndpointHandlerMapping(new EndpointMapping("/actuator"), List.of(),
					EndpointMediaTypes.DEFAULT, null, new EndpointLinksResolver(List.of()), false);
		}

	}

	@RestController
	static class Own {

		@GetMapping("/own")
		String own() {
			return "own";
		}

	}

	@Endpoint(id = "echo")
	static class Echo {

		@ReadOperation(produces = "text/plain")
		String echo(@Selector String text) {
			return "echo of " + text;
		}

	}

}
