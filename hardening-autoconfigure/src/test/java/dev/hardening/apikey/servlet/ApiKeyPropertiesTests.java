package dev.hardening.apikey.servlet;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.hardening.apikey.ApiKeyService;
import dev.hardening.apikey.ApiKeyStore;
import dev.hardening.apikey.IssuedApiKey;
import dev.hardening.apikey.NewApiKey;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the properties of API keys change, over the wire.
 */
class ApiKeyPropertiesTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(ApiKeyApplication.class, "hardening.api-keys.enabled=true",
				"hardening.api-keys.header=X-Studio-Key", "hardening.api-keys.prefix=st",
				"hardening.api-keys.cache-ttl=100ms", "hardening.api-keys.cache-size=1",
				"hardening.api-keys.change-poll=1h", "hardening.api-keys.last-used-interval=50ms",
				"hardening.rate-limit.enabled=false");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void keyWhenHeaderAndPrefixAreSetIsReadFromThereAndBeginsSo() {
		String key = issue().key().reveal();
		assertThat(key).matches("st_[a-z0-9]+_[0-9A-Za-z]{27,64}_[0-9A-Za-z]{6}");
		assertThat(get("X-Studio-Key", key).statusCode()).isEqualTo(200);
		HttpResponse<String> elsewhere = get("X-API-Key", key);
		assertThat(elsewhere.statusCode()).isEqualTo(401);
		assertThat(elsewhere.headers().allValues("www-authenticate")).contains("ApiKey header=\"X-Studio-Key\"");
	}

	@Test
	void lookUpWhenOlderThanTheCacheAllowsIsMadeAnew() {
		IssuedApiKey key = issue();
		assertThat(get("X-Studio-Key", key.key().reveal()).statusCode()).isEqualTo(200);
		// Unheard of by anybody, since it is no change that is stamped.
		application.bean(JdbcClient.class)
			.sql("update hardening_api_key set revoked_at = current_timestamp where id = ?")
			.param(key.id())
			.update();
		assertThat(becomes(() -> get("X-Studio-Key", key.key().reveal()).statusCode() == 401)).isTrue();
	}

	@Test
	void keysWhenMoreThanTheCacheHoldsAreAllGood() {
		String one = issue().key().reveal();
		String two = issue().key().reveal();
		for (int i = 0; i < 5; i++) {
			assertThat(get("X-Studio-Key", one).statusCode()).isEqualTo(200);
			assertThat(get("X-Studio-Key", two).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void lastUseWhenTheIntervalIsOverIsWrittenDown() {
		IssuedApiKey key = issue();
		assertThat(get("X-Studio-Key", key.key().reveal()).statusCode()).isEqualTo(200);
		ApiKeyStore store = application.bean(ApiKeyStore.class);
		assertThat(becomes(() -> store.findById(key.id()).key().lastUsedAt() != null)).isTrue();
	}

	private static IssuedApiKey issue() {
		return application.bean(ApiKeyService.class).issue(NewApiKey.named("studio"));
	}

	private static HttpResponse<String> get(String header, String key) {
		return application.get("/me", header, key);
	}

	private static boolean becomes(BooleanSupplier condition) {
		long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (System.nanoTime() < end) {
			if (condition.getAsBoolean()) {
				return true;
			}
		}
		return false;
	}

}
