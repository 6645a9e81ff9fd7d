package dev.hardening.secrets;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedactionPolicy}.
 */
class RedactionPolicyTests {

	private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";

	private final RedactionPolicy policy = RedactionPolicy.builtIn();

	@ParameterizedTest
	@ValueSource(strings = { "authorization", "Authorization", "Proxy-Authorization", "cookie", "Set-Cookie",
			"X-API-Key", "x_api_key", "apiKey", "password", "PASSWORD", "passwd", "pwd", "secret", "token",
			"access_token", "refreshToken", "client_secret", "client-secret", "private_key", "privateKey", "signature",
			"session", "otp", "pin", "user.pin", "dsn", "SENTRY_DSN", "DBPASSWORD", "spring.datasource.password",
			"spring.datasource.hikari.password", "hardening.jwt.secret", "hardening.jwt.previous-secrets[0]",
			"HARDENING_JWT_PREVIOUS_SECRETS_0", "newPassword", "password2", "X-Amz-Signature", "JSESSIONID",
			"api key" })
	void sensitiveWhenNameIsOfASecretIsTrue(String name) {
		assertThat(this.policy.isSensitive(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "name", "spin", "shopping", "shipping", "obsession", "token-type", "password-encoder",
			"hardening.jwt.refresh-token-ttl", "hardening.jwt.secret-file", "public-key", "key", "secretary",
			"max-token-count", "hardening.secrets.redact", "compass", "bypass", "-", "[0]", "cookies.max-age",
			"server.port", "author", "hardening.cors.allow-credentials", "hardening.cors.allowCredentials",
			"Access-Control-Allow-Credentials" })
	void sensitiveWhenNameIsAnotherIsFalse(String name) {
		assertThat(this.policy.isSensitive(name)).isFalse();
	}

	@Test
	void sensitiveWhenNameIsConfiguredIgnoresForm() {
		RedactionPolicy configured = new RedactionPolicy(List.of("Tax-Number", "md5", "contraseña", "--"));
		assertThat(List.of("tax_number", "taxNumber", "user.TAX-NUMBER", "md5", "CONTRASEÑA"))
			.allMatch(configured::isSensitive);
		assertThat(List.of("tax", "number", "--", "")).noneMatch(configured::isSensitive);
		assertThat(new RedactionPolicy(List.of("credentials")).isSensitive("allow-credentials")).isTrue();
		assertThat(new RedactionPolicy(List.of("allow-credentials")).isSensitive("allow-credentials")).isTrue();
		assertThat(configured.redact("tax-number=12-34 a=b")).isEqualTo("tax-number=****** a=b");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = " -> ", quoteCharacter = '~', value = { "password=hunter2 -> password=******",
			"user=demo password=hunter2 next=1 -> user=demo password=****** next=1",
			"password: hunter2, next -> password: ******, next", "password = hunter2 -> password = ******",
			"{\"password\":\"hunter2\",\"a\":1} -> {\"password\":\"******\",\"a\":1}",
			"{\"password\" : \"hun\\\"ter2\", \"a\":1} -> {\"password\" : \"******\", \"a\":1}",
			"{\"pin\":1234,\"a\":1} -> {\"pin\":******,\"a\":1}",
			"{\"msg\":\"{\\\"password\\\":\\\"hunter2\\\"}\"} -> {\"msg\":\"{\\\"password\\\":\\\"******\\\"}\"}",
			"{\"secrets\":[\"a\",\"b\"],\"c\":1} -> {\"secrets\":[******],\"c\":1}",
			"Login[user=demo, password=hunter2] -> Login[user=demo, password=******]",
			"{user=demo, accessToken=abc} -> {user=demo, accessToken=******}",
			"/a?token=abc&x=1 -> /a?token=******&x=1", "next=%2Fa%3Ftoken%3Dabc&x=1 -> next=%2Fa%3Ftoken%3D******&x=1",
			"Authorization: Bearer abc.def ghi -> Authorization: ******",
			"[Authorization:\"Bearer abc\", Accept:\"*/*\"] -> [Authorization:\"******\", Accept:\"*/*\"]",
			"{authorization=Bearer abc, accept=*/*} -> {authorization=******, accept=*/*}",
			"Cookie: a=b; c=d -> Cookie: ******", "curl -H \"X-API-Key: abc\" x -> curl -H \"X-API-Key: ******\" x",
			"Authorization: Digest username=\"demo\", response=\"6629fae\" -> Authorization: ******",
			"token: Bearer abc -> token: Bearer ******", "password='a b c' x -> password='******' x",
			"password => hunter2 -> password => ******", "password=\"open -> password=\"******" })
	void redactWhenNameIsSensitiveMasksValue(String text, String expected) {
		assertThat(this.policy.redact(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = " -> ", quoteCharacter = '~',
			value = { "sent Bearer abc123 -> sent Bearer ******", "sent bearer xxx. -> sent bearer ******",
					"Basic ZGVtbzpkZW1v -> Basic ******", "Bearer%20abcdef12 -> Bearer%20******",
					"id " + JWT + " end -> id ****** end", JWT + " -> ******", "x=" + JWT + ", -> x=******,",
					"(eyJhbGciOiJub25lIn0.e30.) -> (******)",
					"key hk_live_abcdefghijklmnop0123456789_Ab12Cd made -> key hk_****** made",
					"ghp_abcdefghij0123456789abcdefghij012345 -> ghp_******",
					"https://demo:hunter2@host/a -> https://demo:******@host/a",
					"redis://:hunter2@127.0.0.1:6379 -> redis://:******@127.0.0.1:6379",
					"jdbc:postgresql://u:p@ss@host/db -> jdbc:postgresql://u:******@host/db",
					"card 4111111111111111. -> card ******.", "card 4111 1111 1111 1111 2 items -> card ****** 2 items",
					"card 5500-0000-0000-0004 -> card ******", "amex 378282246310005 -> amex ******" })
	void redactWhenShapeIsThatOfACredentialMasksIt(String text, String expected) {
		assertThat(this.policy.redact(text)).isEqualTo(expected);
	}

	@Test
	void redactWhenTextHasPrivateKeyMasksBody() {
		String pem = "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc==\n-----END RSA PRIVATE KEY-----\nb";
		assertThat(this.policy.redact(pem))
			.isEqualTo("a\n-----BEGIN RSA PRIVATE KEY-----******-----END RSA PRIVATE KEY-----\nb");
		assertThat(this.policy.redact("-----BEGIN PRIVATE KEY-----\nMIIEow"))
			.isEqualTo("-----BEGIN PRIVATE KEY-----******");
	}

	@Test
	void redactWhenHeaderIsOnALineOfItsOwnMasksThatLineOnly() {
		assertThat(this.policy.redact("GET / HTTP/1.1\r\nCookie: a=b; c=d\r\nAccept: */*\r\n\r\n"))
			.isEqualTo("GET / HTTP/1.1\r\nCookie: ******\r\nAccept: */*\r\n\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Started in 2.3 seconds", "WWW-Authenticate: Bearer realm=\"api\"",
			"Bearer token is missing", "Basic authentication is off", "http://host:8080/a:b@c",
			"https://public@sentry.example/1", "2026-11-20T22:21:27.325Z", "20260111222127", "id 4111111111111112",
			"550e8400-e29b-41d4-a716-446655440000", "1700000000000 ms", "password=null", "token-type: JWT",
			"eyJhbGciOi", "-----BEGIN CERTIFICATE-----\nMIID", "a=b; c:d", "at dev.hardening.A.b(A.java:12)", "hk_live",
			"::1", "Set: hardening.cors.allow-credentials: false", "Access-Control-Allow-Credentials: true",
			"{\"credentials\":{\"user\":\"demo\"}}", "x -> y", "100%", "sk-learn-pipelines-are-here" })
	void redactWhenNothingIsSensitiveReturnsSameInstance(String text) {
		assertThat(this.policy.redact(text)).isSameAs(text);
	}

	@Test
	void redactWhenRepeatedChangesNothingMore() {
		String once = this.policy.redact("password=a Authorization=Bearer b, https://u:p@h " + JWT);
		assertThat(this.policy.redact(once)).isEqualTo(once);
	}

}
