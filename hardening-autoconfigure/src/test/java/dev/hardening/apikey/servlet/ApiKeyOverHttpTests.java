package dev.hardening.apikey.servlet;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import dev.hardening.apikey.ApiKeyService;
import dev.hardening.apikey.IssuedApiKey;
import dev.hardening.apikey.NewApiKey;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys over the wire, good ones and hostile ones.
 */
class ApiKeyOverHttpTests {

	private static final String STATIC = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private static final String HASHED = STATIC.replace('m', 'p');

	private static RunningApplication application;

	private static ApiKeyService keys;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(ApiKeyApplication.class, "spring.datasource.url=jdbc:h2:mem:keys",
				"spring.flyway.enabled=true", "hardening.api-keys.enabled=true", "hardening.api-keys.max-lifetime=90d",
				"hardening.api-keys.keys.partner.value=" + STATIC, "hardening.api-keys.keys.partner.scopes=read,write",
				"hardening.api-keys.keys.partner.tier=pro", "hardening.api-keys.keys.hashed.hash=" + hash(HASHED),
				"hardening.api-keys.keys.hashed.roles=ADMIN",
				"hardening.api-keys.keys.hashed.expires-at=2100-01-01T00:00:00Z",
				"hardening.api-keys.keys.late.value=" + STATIC.replace('m', 'n'),
				"hardening.api-keys.keys.late.expires-at=2020-01-01T00:00:00Z",
				"hardening.rate-limit.policies.api.enabled=false", "hardening.lockout.enabled=false",
				"hardening.security.rules[0].paths=/open/**", "hardening.security.rules[0].access=permit-all",
				"hardening.security.rules[1].paths=/admin/**", "hardening.security.rules[1].access=hasRole('ADMIN')");
		keys = application.bean(ApiKeyService.class);
	}

	private static String hash(String key) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void configuredKeyWhenGoodAuthenticatesWithItsRightsOnly() {
		HttpResponse<String> response = me(STATIC);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("partner [")
			.contains("SCOPE_read", "SCOPE_write", "TIER_pro", " pro null ")
			.doesNotContain("ROLE_", STATIC);
	}

	@Test
	void configuredKeyWhenOnlyItsHashIsKnownAuthenticatesAndTheHashDoesNot() {
		HttpResponse<String> response = me(HASHED);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("hashed [").contains("ROLE_ADMIN").doesNotContain("SCOPE_", HASHED);
		assertThat(me(hash(HASHED)).statusCode()).isEqualTo(401);
	}

	@Test
	void issuedKeyWhenWithoutRightsHasNone() {
		IssuedApiKey key = keys.issue(NewApiKey.named("bare"));
		assertThat(me(key.key().reveal()).body()).startsWith(key.id() + " [] null null");
		assertThat(key.toString()).doesNotContain(key.key().reveal());
		assertThat(key.expiresAt()).isNotNull();
	}

	@Test
	void roleWhenMissingIsForbidden() {
		IssuedApiKey user = keys.issue(NewApiKey.named("user").withRoles(List.of("USER")));
		IssuedApiKey admin = keys.issue(NewApiKey.named("admin").withRoles(List.of("ROLE_ADMIN")));
		assertThat(get("/admin/it", user.key().reveal()).statusCode()).isEqualTo(403);
		assertThat(get("/admin/it", admin.key().reveal()).statusCode()).isEqualTo(200);
	}

	@Test
	void keyWhenNotGoodIsRefusedAlikeWhateverIsWrong() {
		String revoked = revoked();
		String disabled = disabled();
		String rotated = rotated();
		String good = keys.issue(NewApiKey.named("good")).key().reveal();
		List<String> hostile = List.of("", " ", "x", "hk_", good + " x", good + "," + good, good.substring(1),
				good.substring(0, good.length() - 1) + ((good.endsWith("a")) ? "b" : "a"),
				good.toUpperCase(Locale.ROOT), STATIC.toLowerCase(Locale.ROOT), STATIC.substring(1),
				STATIC + "," + STATIC, "null", "0", "hk_" + "x".repeat(4000), "' or 1=1 --", STATIC.replace('m', 'n'),
				revoked, disabled, rotated, "hk_production_000000000000000000000000000_000000");
		String body = normalized(me("wrong"));
		for (String key : hostile) {
			for (String path : List.of("/me", "/open/me")) {
				HttpResponse<String> response = get(path, key);
				assertThat(response.statusCode()).as(key).isEqualTo(401);
				assertThat(response.headers().firstValue("www-authenticate")).as(key)
					.hasValue("ApiKey header=\"X-API-Key\"");
				assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
				assertThat(normalized(response)).as(key).isEqualTo(body);
			}
		}
	}

	private String revoked() {
		IssuedApiKey key = keys.issue(NewApiKey.named("revoked"));
		assertThat(me(key.key().reveal()).statusCode()).isEqualTo(200);
		keys.revoke(key.id());
		return key.key().reveal();
	}

	private String disabled() {
		IssuedApiKey key = keys.issue(NewApiKey.named("disabled"));
		assertThat(me(key.key().reveal()).statusCode()).isEqualTo(200);
		keys.disable(key.id());
		assertThat(me(key.key().reveal()).statusCode()).isEqualTo(401);
		keys.enable(key.id());
		assertThat(me(key.key().reveal()).statusCode()).isEqualTo(200);
		keys.disable(key.id());
		return key.key().reveal();
	}

	private String rotated() {
		IssuedApiKey key = keys.issue(NewApiKey.named("rotated").withScopes(List.of("read")));
		IssuedApiKey second = keys.rotate(key.id(), Duration.ofHours(1));
		assertThat(me(key.key().reveal()).statusCode()).isEqualTo(200);
		assertThat(me(second.key().reveal()).body()).contains("SCOPE_read");
		IssuedApiKey third = keys.rotate(second.id(), Duration.ZERO);
		assertThat(me(third.key().reveal()).statusCode()).isEqualTo(200);
		return second.key().reveal();
	}

	@Test
	void keyWhenSentTwiceIsRefused() {
		String good = keys.issue(NewApiKey.named("twice")).key().reveal();
		assertThat(application.get("/me", "X-API-Key", good, "X-API-Key", good).statusCode()).isEqualTo(401);
	}

	@Test
	void keyWhenInAuthorizationOfItsSchemeIsTheSame() {
		String good = keys.issue(NewApiKey.named("authorization")).key().reveal();
		assertThat(application.get("/me", "Authorization", "ApiKey " + good).statusCode()).isEqualTo(200);
		assertThat(application.get("/me", "Authorization", "apikey " + STATIC).body()).startsWith("partner [");
		for (String hostile : List.of("ApiKey", "ApiKey ", "ApiKey  " + good, "ApiKey " + good + " ,", "ApiKey x",
				"ApiKey=" + good, good, "Basic " + good, "ApiKeys " + good)) {
			HttpResponse<String> response = application.get("/me", "Authorization", hostile);
			assertThat(response.statusCode()).as(hostile).isEqualTo(401);
			assertThat(response.body()).doesNotContain(good);
		}
		assertThat(application.get("/open/me", "Authorization", "ApiKey x").statusCode()).isEqualTo(401);
		assertThat(application.get("/me", "Authorization", "ApiKey " + good, "Authorization", "ApiKey " + good)
			.statusCode()).isEqualTo(401);
		assertThat(application.get("/me", "Authorization", "ApiKey " + good, "X-API-Key", good).statusCode())
			.isEqualTo(401);
	}

	@Test
	void keyWhenInTheUrlIsRefusedWhereverItStands() {
		String good = keys.issue(NewApiKey.named("leaked")).key().reveal();
		for (String path : List.of("/me?api_key=" + good, "/open/me?api_key=" + good, "/open/me?x=1&X-API-Key=" + good,
				"/open/me?q=a%20" + good, "/open/me?q=%68k_" + good.substring(3), "/open/" + good)) {
			HttpResponse<String> response = application.get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(401);
		}
		assertThat(application.get("/open/me?api_key=" + good, "X-API-Key", good).statusCode()).isEqualTo(401);
		assertThat(application.get("/open/me?q=hk_production&x=%20").statusCode()).isEqualTo(200);
	}

	@Test
	void requestWhenWithoutKeyIsOfferedTheMechanism() {
		HttpResponse<String> response = application.get("/me");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("www-authenticate")).contains("ApiKey header=\"X-API-Key\"");
		assertThat(application.get("/open/me").body()).isEqualTo("nobody");
	}

	@Test
	void eventsWhenAuthenticatedArePublished() {
		ApiKeyApplication.Events events = application.bean(ApiKeyApplication.Events.class);
		int failures = events.failures.get();
		int successes = events.successes.get();
		me("wrong");
		me(STATIC);
		assertThat(events.failures).hasValue(failures + 1);
		assertThat(events.successes).hasValue(successes + 1);
	}

	private HttpResponse<String> me(String key) {
		return get("/me", key);
	}

	private HttpResponse<String> get(String path, String key) {
		return application.get(path, "X-API-Key", key);
	}

	private String normalized(HttpResponse<String> response) {
		return response.body().replaceAll("\"request_id\":\"[^\"]+\"", "").replaceAll("\"instance\":\"[^\"]+\"", "");
	}

}
