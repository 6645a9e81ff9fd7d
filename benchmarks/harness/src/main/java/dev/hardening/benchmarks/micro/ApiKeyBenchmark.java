package dev.hardening.benchmarks.micro;

import dev.hardening.apikey.ApiKeyService;
import dev.hardening.apikey.ApiKeyVerifier;
import dev.hardening.apikey.NewApiKey;
import dev.hardening.secrets.Secret;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;

/**
 * Verifying an API key that has been verified a moment ago.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class ApiKeyBenchmark {

	private ConfigurableApplicationContext context;

	private ApiKeyVerifier verifier;

	private Secret key;

	@Setup
	public void start() {
		this.context = Started.with(Application.class, "--hardening.api-keys.enabled=true",
				"--hardening.api-keys.store=none");
		this.verifier = this.context.getBean(ApiKeyVerifier.class);
		this.key = this.context.getBean(ApiKeyService.class).issue(NewApiKey.named("benchmark")).key();
	}

	@TearDown
	public void stop() {
		this.context.close();
	}

	@Benchmark
	public Authentication verify() {
		return this.verifier.verify(this.key);
	}

	/**
	 * An application that keeps its keys itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		MemoryKeyStore apiKeyStore() {
			return new MemoryKeyStore();
		}

	}

}
