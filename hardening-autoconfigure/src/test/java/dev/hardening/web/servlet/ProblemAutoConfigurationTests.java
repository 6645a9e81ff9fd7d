package dev.hardening.web.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProblemAutoConfiguration} over a real port.
 */
class ProblemAutoConfigurationTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.properties("server.port=0", "spring.jackson.deserialization.fail-on-unknown-properties=true")
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource({ "/nothing-here, 404, not_found", "/error, 404, not_found", "/number?value=x, 400, malformed_request",
			"/number, 400, malformed_request", "/number?value=11, 400, validation_failed", "/conflict, 409, conflict",
			"/stale, 409, conflict", "/database, 503, unavailable", "/gone, 410, gone",
			"/problem, 413, request_too_large", "/wrapped, 413, request_too_large", "/fault, 500, internal_error",
			"/status, 418, i_am_a_teapot" })
	void getWhenItFailsAnswersWithTheProblem(String path, int status, String error) throws Exception {
		HttpResponse<String> response = send(request(path).GET());
		assertThat(response.statusCode()).isEqualTo(status);
		JsonNode problem = problem(response);
		assertThat(problem.path("error").asString()).isEqualTo(error);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("title").asString()).isNotEmpty();
		assertThat(problem.path("type").asString()).isEqualTo("about:blank");
		assertThat(problem.path("instance").asString()).isEqualTo(URI.create(path).getPath());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"name\":\"\"} | validation_failed | name",
			"{\"name\":\"a\",\"inner\":{\"level\":9}} | validation_failed | inner.level",
			"{\"name\":\"a\",\"surprise\":1} | malformed_request | surprise", "{\"name\": | malformed_request | JSON",
			"{\"name\":\"a\",\"inner\":{\"level\":\"x\"}} | malformed_request | inner.level",
			"[] | malformed_request | body" })
	void postWhenBodyIsWrongNamesTheField(String body, String error, String named) throws Exception {
		HttpResponse<String> response = send(request("/body").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(problem(response).path("error").asString()).isEqualTo(error);
		assertThat(response.body()).contains(named).doesNotContain("dev.hardening").doesNotContain("Exception");
	}

	@Test
	void postWhenMethodIsUnknownListsWhatIsAllowed() throws Exception {
		HttpResponse<String> response = send(request("/number").DELETE());
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(problem(response).path("error").asString()).isEqualTo("method_not_allowed");
		assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET");
	}

	@Test
	void postWhenMediaTypeIsNotReadIsRefused() throws Exception {
		HttpResponse<String> response = send(
				request("/body").header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString("a,b")));
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(problem(response).path("error").asString()).isEqualTo("unsupported_media_type");
	}

	@Test
	void getWhenNothingFitsTheAcceptHeaderIsRefused() throws Exception {
		HttpResponse<String> response = send(request("/map").header("Accept", "image/png").GET());
		assertThat(response.statusCode()).isEqualTo(406);
		assertThat(problem(response).path("error").asString()).isEqualTo("not_acceptable");
	}

	@Test
	void headWhenItFailsHasTheHeadersAndNoBody() throws Exception {
		HttpResponse<String> response = send(
				request("/nothing-here").method("HEAD", HttpRequest.BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void faultWhenAnsweredTellsNothingOfTheCause() throws Exception {
		assertThat(send(request("/fault").GET()).body()).doesNotContain("secret").doesNotContain("Exception");
		assertThat(send(request("/database").GET()).body()).doesNotContain("secret");
	}

	@Test
	void exceptionWhenTheUserHandlesItIsTheUsers() throws Exception {
		HttpResponse<String> response = send(request("/own").GET());
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).isEqualTo("mine");
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private JsonNode problem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		return JsonMapper.shared().readTree(response.body());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
			ValidationAutoConfiguration.class, ErrorMvcAutoConfiguration.class, WebServletAutoConfiguration.class,
			ProblemAutoConfiguration.class })
	static class Application {

		@RestController
		static class FailingController {

			@GetMapping("/number")
			int number(@RequestParam @Max(10) int value) {
				return value;
			}

			@GetMapping(path = "/map", produces = "application/json")
			Map<String, String> map() {
				return Map.of();
			}

			@PostMapping("/body")
			String body(@Valid @RequestBody Body body) {
				return body.name();
			}

			@GetMapping("/conflict")
			void conflict() {
				throw new DuplicateKeyException("secret");
			}

			@GetMapping("/stale")
			void stale() {
				throw new OptimisticLockingFailureException("secret");
			}

			@GetMapping("/database")
			void database() {
				throw new DataAccessResourceFailureException("secret");
			}

			@GetMapping("/gone")
			void gone() {
				throw new ResponseStatusException(HttpStatus.GONE, "It was here.");
			}

			@GetMapping("/status")
			void status() {
				throw new ResponseStatusException(HttpStatus.valueOf(418));
			}

			@GetMapping("/problem")
			void problem() {
				throw tooLarge();
			}

			@GetMapping("/wrapped")
			void wrapped() {
				throw new IllegalStateException(new IOException(tooLarge()));
			}

			@GetMapping("/fault")
			void fault() {
				throw new IllegalStateException("secret");
			}

			@GetMapping("/own")
			void own() {
				throw new UnsupportedOperationException("mine");
			}

			@ExceptionHandler
			@org.springframework.web.bind.annotation.ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			String handle(UnsupportedOperationException exception) {
				return exception.getMessage();
			}

			private ProblemException tooLarge() {
				return new ProblemException(Problem.of(ProblemType.REQUEST_TOO_LARGE, null).with("max_size_bytes", 10));
			}

		}

	}

	record Body(@NotBlank String name, @Valid Inner inner, List<String> more) {

		record Inner(@Max(5) int level) {
		}

	}

}
