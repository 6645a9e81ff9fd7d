package dev.hardening.sample.login;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@StudioTest
class LoginTests {

	private static final String PASSWORD = "the-password-of-alice";

	private static int users;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Accounts accounts;

	@Autowired
	private PasswordEncoder encoder;

	@Autowired
	private Map<String, String> delivered;

	private String user;

	private StudioClient client;

	@BeforeEach
	void createAccount() {
		this.user = "alice_" + ++users;
		this.accounts.create(this.user, this.encoder.encode(PASSWORD), List.of("ROLE_USER"));
		this.client = new StudioClient(this.port);
	}

	@Test
	void loginWhenPasswordIsRightOpensMe() {
		JsonNode tokens = login(PASSWORD).json();
		assertThat(tokens.get("token_type").asString()).isEqualTo("Bearer");
		assertThat(tokens.get("expires_in").asLong()).isPositive();
		Answer me = me(tokens);
		assertThat(me.status()).isEqualTo(200);
		assertThat(me.json().get("username").asString()).isEqualTo(this.user);
	}

	@Test
	void loginWhenRefusedSaysTheSameOfKnownAndUnknown() {
		Answer known = login("wrong-password");
		Answer unknown = this.client.post("/api/auth/login",
				"{\"username\":\"nobody\",\"password\":\"wrong-password\"}");
		assertThat(known.status()).isEqualTo(401);
		assertThat(unknown.status()).isEqualTo(401);
		assertThat(known.error()).isEqualTo("unauthorized");
		assertThat(known.json().get("detail")).isEqualTo(unknown.json().get("detail"));
		assertThat(known.header("WWW-Authenticate")).isNotEmpty();
		assertThat(known.text()).doesNotContain("password");
	}

	@Test
	void loginWhenFailedFiveTimesLocksTheAddressOut() {
		for (int i = 0; i < 5; i++) {
			assertThat(login("wrong-password").status()).isEqualTo(401);
		}
		Answer locked = login(PASSWORD);
		assertThat(locked.status()).isEqualTo(429);
		assertThat(locked.error()).isEqualTo("locked_out");
		assertThat(locked.json().get("retry_after").asLong()).isBetween(1L, 900L);
		assertThat(locked.header("Retry-After")).isEqualTo(locked.json().get("retry_after").asString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"username\":\"a\",\"password\":\"long-enough\"}",
			"{\"username\":\"' or 1=1 --\",\"password\":\"long-enough\"}",
			"{\"username\":\"demo\",\"password\":\"long-enough\",\"role\":\"ADMIN\"}", "[]", "{\"username\":",
			"{\"username\":{\"$ne\":null},\"password\":\"long-enough\"}" })
	void loginWhenBodyIsHostileIsBadRequest(String body) {
		assertThat(this.client.post("/api/auth/login", body).status()).isEqualTo(400);
	}

	@Test
	void refreshWhenUsedTwiceEndsTheSession() {
		JsonNode first = login(PASSWORD).json();
		Answer second = refresh(first);
		assertThat(second.status()).isEqualTo(200);
		assertThat(refresh(first).status()).isEqualTo(401);
		assertThat(refresh(second.json()).status()).isEqualTo(401);
	}

	@Test
	void logoutRevokesBothTokens() {
		JsonNode tokens = login(PASSWORD).json();
		Answer logout = new StudioClient(this.port)
			.with("Authorization", "Bearer " + tokens.get("access_token").asString())
			.post("/api/auth/logout", "{\"refresh_token\":\"" + tokens.get("refresh_token").asString() + "\"}");
		assertThat(logout.status()).isEqualTo(204);
		assertThat(me(tokens).status()).isEqualTo(401);
		assertThat(refresh(tokens).status()).isEqualTo(401);
	}

	@Test
	void passwordChangeEndsAllSessionsAtOnce() {
		JsonNode tokens = login(PASSWORD).json();
		StudioClient signedIn = new StudioClient(this.port).with("Authorization",
				"Bearer " + tokens.get("access_token").asString());
		String change = "{\"current_password\":\"%s\",\"new_password\":\"another-password-1\"}";
		assertThat(signedIn.post("/api/auth/password-change", change.formatted("not-the-password")).status())
			.isEqualTo(401);
		assertThat(signedIn.post("/api/auth/password-change", change.formatted(PASSWORD)).status()).isEqualTo(204);
		assertThat(signedIn.get("/api/me").status()).isEqualTo(401);
		assertThat(refresh(tokens).status()).isEqualTo(401);
		assertThat(login(PASSWORD).status()).isEqualTo(401);
		assertThat(login("another-password-1").status()).isEqualTo(200);
	}

	@Test
	void passwordResetTicketIsGoodOnceAndEndsAllSessions() {
		JsonNode tokens = login(PASSWORD).json();
		StudioClient signedIn = new StudioClient(this.port).with("Authorization",
				"Bearer " + tokens.get("access_token").asString());
		assertThat(this.client.post("/api/auth/password-reset", "{\"username\":\"" + this.user + "\"}").status())
			.isEqualTo(202);
		String confirm = "{\"ticket\":\"%s\",\"new_password\":\"another-password-1\"}".formatted(ticket());
		assertThat(signedIn.get("/api/me").status()).isEqualTo(200);
		assertThat(this.client.post("/api/auth/password-reset/confirm", confirm).status()).isEqualTo(204);
		assertThat(signedIn.get("/api/me").status()).isEqualTo(401);
		assertThat(refresh(tokens).status()).isEqualTo(401);
		assertThat(this.client.post("/api/auth/password-reset/confirm", confirm).status()).isEqualTo(401);
		assertThat(login("another-password-1").status()).isEqualTo(200);
	}

	@Test
	void passwordResetTicketIsKeptAsDigestAndRefusedWhenItsTimeIsOver() {
		this.client.post("/api/auth/password-reset", "{\"username\":\"" + this.user + "\"}");
		String ticket = ticket();
		String ofTheUser = "where account_id = (select id from account where username = ?)";
		assertThat(this.jdbc.sql("select * from account_ticket " + ofTheUser)
			.param(this.user)
			.query()
			.singleRow()
			.values()).noneMatch((value) -> String.valueOf(value).contains(ticket));
		String confirm = "{\"ticket\":\"%s\",\"new_password\":\"another-password-1\"}".formatted(ticket);
		this.jdbc.sql("update account_ticket set expires_at = current_timestamp " + ofTheUser)
			.param(this.user)
			.update();
		assertThat(this.client.post("/api/auth/password-reset/confirm", confirm).status()).isEqualTo(401);
		assertThat(login(PASSWORD).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "password1234", "123456789012", "qwertyuiop12", "P@ssw0rd1234", "passwordpassword",
			"aaaaaaaaaaaaaaaa", "administrator1", "drowssap4321" })
	void passwordWhenEasyToGuessIsRefusedAndTheTicketStaysGood(String guessable) {
		StudioClient signedIn = new StudioClient(this.port).signIn(this.user, PASSWORD);
		Answer change = signedIn.post("/api/auth/password-change",
				"{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(PASSWORD, guessable));
		this.client.post("/api/auth/password-reset", "{\"username\":\"" + this.user + "\"}");
		String confirm = "{\"ticket\":\"" + ticket() + "\",\"new_password\":\"%s\"}";
		Answer reset = this.client.post("/api/auth/password-reset/confirm", confirm.formatted(guessable));
		for (Answer answer : List.of(change, reset)) {
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().get("error").asString()).isEqualTo("validation_failed");
			assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("new_password");
			assertThat(answer.json().toString()).doesNotContain(guessable);
		}
		assertThat(login(PASSWORD).status()).isEqualTo(200);
		assertThat(
				this.client.post("/api/auth/password-reset/confirm", confirm.formatted("another-password-1")).status())
			.isEqualTo(204);
	}

	@Test
	void passwordWhenThatOfTheNameIsRefused() {
		StudioClient signedIn = new StudioClient(this.port).signIn(this.user, PASSWORD);
		assertThat(signedIn
			.post("/api/auth/password-change",
					"{\"current_password\":\"%s\",\"new_password\":\"%s%2$s\"}".formatted(PASSWORD, this.user))
			.status()).isEqualTo(400);
	}

	@Test
	void passwordResetOfNobodyAnswersTheSameAndDeliversNothing() {
		Answer answer = this.client.post("/api/auth/password-reset", "{\"username\":\"nobody_here\"}");
		assertThat(answer.status()).isEqualTo(202);
		Answer known = this.client.post("/api/auth/password-reset", "{\"username\":\"" + this.user + "\"}");
		assertThat(known.status()).isEqualTo(202);
		assertThat(known.text()).isEqualTo(answer.text());
		// One after the other: what is asked for later is delivered later.
		assertThat(ticket()).isNotEmpty();
		assertThat(this.delivered).doesNotContainKey("nobody_here");
	}

	@Test
	void secondFactorWhenConfirmedIsAskedForAndNoCodeIsGoodTwice() throws Exception {
		JsonNode tokens = login(PASSWORD).json();
		StudioClient signedIn = new StudioClient(this.port).with("Authorization",
				"Bearer " + tokens.get("access_token").asString());
		String secret = signedIn.post("/api/auth/2fa/enroll", "{}").json().get("secret").asString();
		assertThat(this.jdbc.sql("select totp_secret from account where username = ?")
			.param(this.user)
			.query(String.class)
			.single()).startsWith("v1:").doesNotContain(secret);
		// Until a code is verified the factor is only offered.
		assertThat(login(PASSWORD).json().has("access_token")).isTrue();
		Authenticator.awaitStep();
		String before = Authenticator.code(secret, -1);
		assertThat(signedIn.post("/api/auth/2fa/verify", "{\"code\":\"" + before + "\"}").status()).isEqualTo(200);
		JsonNode challenge = login(PASSWORD).json();
		assertThat(challenge.has("access_token")).isFalse();
		assertThat(verify(challenge, before).status()).isEqualTo(401);
		Answer verified = verify(challenge, Authenticator.code(secret, 0));
		assertThat(verified.status()).isEqualTo(200);
		assertThat(me(verified.json()).status()).isEqualTo(200);
		assertThat(verify(challenge, Authenticator.code(secret, 0)).status()).isEqualTo(401);
	}

	private Answer verify(JsonNode challenge, String code) {
		return this.client.post("/api/auth/2fa/verify",
				"{\"challenge\":\"%s\",\"code\":\"%s\"}".formatted(challenge.get("challenge").asString(), code));
	}

	private String ticket() {
		return await().atMost(Duration.ofMinutes(1)).until(() -> this.delivered.get(this.user), Objects::nonNull);
	}

	private Answer login(String password) {
		return this.client.post("/api/auth/login",
				"{\"username\":\"%s\",\"password\":\"%s\"}".formatted(this.user, password));
	}

	private Answer refresh(JsonNode tokens) {
		return this.client.post("/api/auth/refresh",
				"{\"refresh_token\":\"" + tokens.get("refresh_token").asString() + "\"}");
	}

	private Answer me(JsonNode tokens) {
		return new StudioClient(this.port).with("Authorization", "Bearer " + tokens.get("access_token").asString())
			.get("/api/me");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Delivery {

		@Bean
		Map<String, String> delivered() {
			return new ConcurrentHashMap<>();
		}

		@Bean
		@Primary
		ResetDelivery toTheTest(Map<String, String> delivered) {
			return delivered::put;
		}

	}

}
