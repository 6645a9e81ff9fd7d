package dev.hardening.logging;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoggingAutoConfiguration}, {@link RequestIdClientAutoConfiguration}
 * and {@link LoggingDefaults}.
 */
class LoggingAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LoggingAutoConfiguration.class, RequestIdClientAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class));

	@AfterEach
	void clear() {
		RequestContext.clear();
	}

	@Test
	void beansWhenNothingIsConfiguredAreThere() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(RequestIds.class)
			.hasSingleBean(AccessLog.class)
			.hasSingleBean(RestClientCustomizer.class)
			.hasSingleBean(RestTemplateCustomizer.class));
	}

	@Test
	void accessLogWhenSwitchedOffIsNotThere() {
		this.contextRunner.withPropertyValues("hardening.logging.access-log.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AccessLog.class));
	}

	@Test
	void clientsWhenAbsentAreNotCustomized() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("requestIdRestClientCustomizer"));
	}

	@Test
	void idsWhenTheUserHasOthersAreTheUsers() {
		RequestIds own = new RequestIds(new RequestIdProperties("X-Own", false));
		this.contextRunner.withBean(RequestIds.class, () -> own)
			.run((context) -> assertThat(context.getBean(RequestIds.class)).isSameAs(own));
	}

	@ParameterizedTest
	@CsvSource({ "hardening.request-id.header, not a header", "hardening.logging.access-log.exclude, /a/**/b/{",
			"hardening.logging.access-log.rejections-per-second, 0" })
	void startWhenValueIsWrongFails(String key, String value) {
		this.contextRunner.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> assertThat(ex.key()).isEqualTo(key)));
	}

	@Test
	void executorWhenGivenATaskTakesTheRequestAlongAndForgetsIt() {
		this.contextRunner.run((context) -> {
			AsyncTaskExecutor executor = context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
			new RequestContext("request-1", "user-1").apply();
			CompletableFuture<RequestContext> during = executor.submitCompletable(RequestContext::current);
			assertThat(during.join()).isEqualTo(new RequestContext("request-1", "user-1"));
			RequestContext.clear();
			assertThat(executor.submitCompletable(RequestContext::current).join().isEmpty()).isTrue();
		});
	}

	@Test
	void interceptorHandsTheIdOnUnlessTheCallerSetsOne() throws Exception {
		RequestIdInterceptor interceptor = new RequestIdInterceptor("X-Request-ID");
		new RequestContext("request-1", null).apply();
		assertThat(sent(interceptor, new MockClientHttpRequest(HttpMethod.GET, "/"))).isEqualTo("request-1");
		MockClientHttpRequest own = new MockClientHttpRequest(HttpMethod.GET, "/");
		own.getHeaders().set("X-Request-ID", "own-id-1");
		assertThat(sent(interceptor, own)).isEqualTo("own-id-1");
		RequestContext.clear();
		assertThat(sent(interceptor, new MockClientHttpRequest(HttpMethod.GET, "/"))).isNull();
	}

	private String sent(RequestIdInterceptor interceptor, MockClientHttpRequest request) throws Exception {
		interceptor.intercept(request, new byte[0],
				(sent, body) -> new MockClientHttpResponse(new byte[0], HttpStatus.OK));
		return request.getHeaders().getFirst("X-Request-ID");
	}

	@ParameterizedTest
	@CsvSource({ "production, auto, JsonLogFormatter", "staging, auto, JsonLogFormatter",
			"development, auto, TextLogFormatter$Console", "development, json, JsonLogFormatter",
			"production, console, TextLogFormatter$Console" })
	void formatFollowsTheEnvironmentUnlessConfigured(String deployment, String format, String formatter) {
		MockEnvironment environment = new MockEnvironment().withProperty("hardening.environment", deployment)
			.withProperty("hardening.logging.format", format);
		Map<String, Object> defaults = new HashMap<>();
		new LoggingDefaults().contribute(environment, defaults::put);
		assertThat(defaults.get("logging.structured.format.console").toString()).endsWith(formatter);
	}

}
