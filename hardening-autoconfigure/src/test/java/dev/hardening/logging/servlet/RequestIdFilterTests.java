package dev.hardening.logging.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;

import dev.hardening.logging.LoggingAutoConfiguration;
import dev.hardening.web.RequestId;
import dev.hardening.web.servlet.ProblemAutoConfiguration;
import dev.hardening.web.servlet.WebServletAutoConfiguration;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestIdFilter} over a real port.
 */
class RequestIdFilterTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.properties("server.port=0")
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource({ "/id, 200", "/writer, 200", "/large, 200", "/flushed, 200", "/redirect, 302", "/nothing-here, 404",
			"/send-error, 503", "/fault, 500", "/late-fault, 500", "/reset, 200", "/callable, 200",
			"/callable-fault, 500", "/deferred, 200", "/deferred-timeout, 503", "/events, 200", "/stream, 200",
			"/raw-async, 200", "/raw-async-dispatch, 200" })
	void getAnswersWithTheIdAndTheTimeOnce(String path, int status) throws Exception {
		HttpResponse<String> response = send(request(path).header("X-Request-ID", "caller-id.1"));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().allValues("X-Request-ID")).containsExactly("caller-id.1");
		assertThat(response.headers().allValues("X-Response-Time")).hasSize(1)
			.allSatisfy((time) -> assertThat(time).matches("[0-9]+\\.[0-9]{2}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/id", "/nothing-here", "/callable" })
	void headAnswersWithTheIdAndTheTime(String path) throws Exception {
		HttpResponse<String> response = send(request(path).method("HEAD", BodyPublishers.noBody()));
		assertThat(response.headers().firstValue("X-Request-ID").orElseThrow()).hasSize(36);
		assertThat(response.headers().allValues("X-Response-Time")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/id", "/callable", "/deferred", "/raw-async-dispatch" })
	void handlerFindsTheIdInTheRequestAndInTheLoggingContext(String path) throws Exception {
		assertThat(send(request(path).header("X-Request-ID", "caller-id.1")).body()).isEqualTo("caller-id.1");
	}

	@Test
	void errorWhenWrittenByTheErrorPageHasTheIdOfTheAnswer() throws Exception {
		HttpResponse<String> response = send(request("/send-error"));
		assertThat(response.body())
			.contains("\"request_id\":\"%s\"".formatted(response.headers().firstValue("X-Request-ID").orElseThrow()));
	}

	@Test
	void getWhenOfferedSeveralIdsTakesOne() throws Exception {
		HttpResponse<String> response = send(
				request("/id").header("X-Request-ID", "caller-id.1").header("X-Request-ID", "caller-id.2"));
		assertThat(response.headers().allValues("X-Request-ID")).containsExactly("caller-id.1");
	}

	@Test
	void getWhenOfferedAMalformedIdAnswersWithAFreshOne() throws Exception {
		HttpResponse<String> response = send(request("/id").header("X-Request-ID", "<script>alert(1)</script>"));
		assertThat(response.headers().firstValue("X-Request-ID").orElseThrow()).hasSize(36);
	}

	@Test
	void timeWhenAnsweredLateIsThatOfTheAnswer() throws Exception {
		HttpResponse<String> response = send(request("/deferred-timeout"));
		assertThat(Double.parseDouble(response.headers().firstValue("X-Response-Time").orElseThrow()))
			.isGreaterThan(190);
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	private static String knownId(HttpServletRequest request) {
		Object id = request.getAttribute(RequestId.ATTRIBUTE);
		return id.equals(MDC.get(RequestId.MDC_KEY)) ? id.toString() : "unknown";
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
			ErrorMvcAutoConfiguration.class, WebServletAutoConfiguration.class, ProblemAutoConfiguration.class,
			LoggingAutoConfiguration.class, LoggingServletAutoConfiguration.class })
	static class Application {

		@Bean
		ServletRegistrationBean<RawServlet> rawServlet() {
			ServletRegistrationBean<RawServlet> registration = new ServletRegistrationBean<>(new RawServlet(),
					"/raw-async", "/raw-async-dispatch");
			registration.setAsyncSupported(true);
			return registration;
		}

		@RestController
		static class Endpoints {

			@GetMapping("/id")
			String id(HttpServletRequest request) {
				return knownId(request);
			}

			@GetMapping("/writer")
			void writer(HttpServletResponse response) throws IOException {
				response.getWriter().print("written");
			}

			@GetMapping("/large")
			void large(HttpServletResponse response) throws IOException {
				response.getOutputStream().write(new byte[100_000]);
			}

			@GetMapping("/flushed")
			void flushed(HttpServletResponse response) throws IOException {
				response.flushBuffer();
				response.getWriter().print("after");
			}

			@GetMapping("/redirect")
			void redirect(HttpServletResponse response) throws IOException {
				response.sendRedirect("/id");
			}

			@GetMapping("/send-error")
			void sendError(HttpServletResponse response) throws IOException {
				response.sendError(503, "not today");
			}

			@GetMapping("/fault")
			void fault() {
				throw new IllegalStateException("fault");
			}

			@GetMapping("/late-fault")
			void lateFault(HttpServletResponse response) throws IOException {
				response.getWriter().print("half");
				throw new IllegalStateException("fault");
			}

			@GetMapping("/reset")
			void reset(HttpServletResponse response) throws IOException {
				response.getWriter().print("wrong");
				response.reset();
				response.getOutputStream().print("right");
			}

			@GetMapping("/callable")
			Callable<String> callable(HttpServletRequest request) {
				return () -> (String) request.getAttribute(RequestId.ATTRIBUTE);
			}

			@GetMapping("/callable-fault")
			Callable<String> callableFault() {
				return () -> {
					throw new IllegalStateException("fault");
				};
			}

			@GetMapping("/deferred")
			DeferredResult<String> deferred(HttpServletRequest request) {
				DeferredResult<String> result = new DeferredResult<>();
				String id = knownId(request);
				new Thread(() -> result.setResult(id)).start();
				return result;
			}

			@GetMapping("/deferred-timeout")
			DeferredResult<String> deferredTimeout() {
				// Not for all: what else works in another thread may be slow on a slow
				// machine.
				return new DeferredResult<>(200L);
			}

			@GetMapping("/events")
			SseEmitter events() {
				SseEmitter emitter = new SseEmitter();
				new Thread(() -> {
					try {
						emitter.send("one");
						emitter.send("two");
						emitter.complete();
					}
					catch (IOException ex) {
						emitter.completeWithError(ex);
					}
				}).start();
				return emitter;
			}

			@GetMapping("/stream")
			StreamingResponseBody stream() {
				return (out) -> out.write(new byte[20_000]);
			}

		}

	}

	static class RawServlet extends HttpServlet {

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getDispatcherType() == jakarta.servlet.DispatcherType.ASYNC) {
				response.getWriter().print(knownId(request));
				return;
			}
			AsyncContext async = request.startAsync();
			if (request.getServletPath().endsWith("dispatch")) {
				async.dispatch();
				return;
			}
			new Thread(() -> {
				try {
					async.getResponse().getWriter().print("later");
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
				async.complete();
			}).start();
		}

	}

}
