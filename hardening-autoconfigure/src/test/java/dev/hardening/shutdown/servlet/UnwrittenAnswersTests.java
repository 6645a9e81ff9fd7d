package dev.hardening.shutdown.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.hardening.test.LogLines;
import dev.hardening.test.RunningApplication;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests that Tomcat does not count as active while its server stops: those that a
 * thread has taken and no servlet yet, and those that a servlet has left while the answer
 * is not written.
 */
class UnwrittenAnswersTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@ParameterizedTest
	@ValueSource(strings = { "before,false", "after,false", "before,true", "after,true" })
	void closeWhenAnAnswerIsNotWrittenWaitsForIt(String variant) throws Exception {
		String when = variant.substring(0, variant.indexOf(','));
		RunningApplication application = RunningApplication.start(Application.class,
				"hardening.rate-limit.enabled=false",
				"spring.threads.virtual.enabled=" + variant.substring(variant.indexOf(',') + 1));
		Slow slow = application.bean(Slow.class);
		CompletableFuture<HttpResponse<String>> answer = this.client.sendAsync(request(application, when),
				BodyHandlers.ofString());
		assertThat(slow.entered.await(1, TimeUnit.MINUTES)).isTrue();
		application.close();
		assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
		assertThat(answer.get().body()).isEqualTo("done");
	}

	@Test
	void closeWhenARequestNeverEndsGivesItUp() throws Exception {
		RunningApplication application = RunningApplication.start(Application.class,
				"hardening.rate-limit.enabled=false");
		Slow slow = application.bean(Slow.class);
		CompletableFuture<HttpResponse<String>> answer = this.client.sendAsync(request(application, "never"),
				BodyHandlers.ofString());
		assertThat(slow.entered.await(1, TimeUnit.MINUTES)).isTrue();
		try (LogLines log = LogLines.of(UnwrittenAnswers.class)) {
			application.close();
			assertThat(log.lines()).containsExactly("WARN Shutdown: requests given up after 2000 ms: 1");
		}
		finally {
			slow.release.countDown();
		}
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(1, TimeUnit.MINUTES));
	}

	@Test
	void stepWhenTheUserWantsAnImmediateEndIsLeftOut() {
		try (RunningApplication application = RunningApplication.start(Application.class, "server.shutdown=immediate",
				"hardening.rate-limit.enabled=false")) {
			assertThat(application.context().getBeansOfType(UnwrittenAnswers.class)).isEmpty();
		}
	}

	private static HttpRequest request(RunningApplication application, String when) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/work?%s".formatted(application.port(), when)))
			.timeout(Duration.ofMinutes(1))
			.build();
	}

	@RestController
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

		@Bean
		Slow slow() {
			return new Slow();
		}

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowness(Slow slow) {
			return (factory) -> factory.addEngineValves(slow);
		}

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

		@GetMapping("/work")
		String work() {
			return "done";
		}

	}

	/**
	 * A thread that gets no time for a while, before or after the servlet.
	 */
	static final class Slow extends ValveBase {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		Slow() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			if ("before".equals(request.getQueryString())) {
				pause();
			}
			if ("never".equals(request.getQueryString())) {
				this.entered.countDown();
				awaitRelease();
			}
			getNext().invoke(request, response);
			if ("after".equals(request.getQueryString())) {
				pause();
			}
		}

		// Tomcat interrupts its threads in the end, which such a one does not heed.
		private void awaitRelease() {
			while (this.release.getCount() > 0) {
				Thread.onSpinWait();
			}
		}

		private void pause() {
			this.entered.countDown();
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}

	}

}
