package dev.hardening.ratelimit.servlet;

import java.net.http.HttpResponse;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that an attacker may pretend to be, over a real port.
 */
class RateLimitHostileClientTests extends HostileClient {

	@ParameterizedTest
	@ValueSource(strings = { "1.2.3.4, %s", "evil, %s", "%s, 127.0.0.9", "2001:db8::1,%s", ", %s", "%s:4711",
			"unknown, %s", "203.0.113.9, %s" })
	void addressWhenClientForgesHopsIsTheOneThatTheProxySaw(String header) throws Exception {
		exhaust("/login", 2);
		HttpResponse<String> refused = application.get("/login", "X-Forwarded-For", header.formatted(this.address));
		assertThat(refused.statusCode()).isEqualTo(429);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP",
			"X-Cluster-Client-IP", "Client-IP" })
	void addressWhenAnotherHeaderNamesOneIsNotBelieved(String header) throws Exception {
		exhaust("/login", 2);
		assertThat(send("GET", "/login", header, header.equals("Forwarded") ? "for=1.2.3.4" : "1.2.3.4").statusCode())
			.isEqualTo(429);
	}

	@Test
	void addressWhenIpv6CountsByPrefix() throws Exception {
		String prefix = "2001:db8:0:" + Integer.toHexString(ADDRESSES.incrementAndGet());
		assertThat(application.get("/login", "X-Forwarded-For", prefix + "::1").statusCode()).isEqualTo(200);
		assertThat(application.get("/login", "X-Forwarded-For", prefix + ":1:2:3:4").statusCode()).isEqualTo(200);
		assertThat(application.get("/login", "X-Forwarded-For", prefix + ":ffff::9").statusCode()).isEqualTo(429);
		assertThat(application.get("/login", "X-Forwarded-For", "2001:db8:1::1").statusCode()).isEqualTo(200);
	}

	@Test
	void addressWhenIpv4IsMappedToIpv6IsTheSame() throws Exception {
		exhaust("/login", 2);
		assertThat(application.get("/login", "X-Forwarded-For", "::ffff:" + this.address).statusCode()).isEqualTo(429);
	}

	@Test
	void headerKeyWhenAbsentFallsBackToTheAddress() throws Exception {
		assertThat(get("/api/orders/1").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/api/orders/2", "X-Tenant", "").statusCode()).isEqualTo(200);
		assertThat(get("/api/orders/3").statusCode()).isEqualTo(429);
		assertThat(send("GET", "/api/orders/3", "X-Tenant", this.address).statusCode()).isEqualTo(200);
	}

	@Test
	void headerKeyWhenTooLongStillTellsTenantsApart() throws Exception {
		String tenant = "t".repeat(3000);
		for (int i = 0; i < 2; i++) {
			assertThat(send("GET", "/api/orders/1", "X-Tenant", tenant + "a").statusCode()).isEqualTo(200);
		}
		assertThat(send("GET", "/api/orders/1", "X-Tenant", tenant + "a").statusCode()).isEqualTo(429);
		assertThat(send("GET", "/api/orders/1", "X-Tenant", tenant + "b").statusCode()).isEqualTo(200);
	}

	@Test
	void beanKeyWhenItFindsNothingFallsBackToTheAddress() throws Exception {
		exhaust("/files/a", 2);
		assertThat(send("GET", "/files/b", "X-Tenant", "mine").statusCode()).isEqualTo(200);
	}

	@Test
	void globalKeyWhenClientsDifferIsShared() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(application.get("/other", "X-Forwarded-For", "100.100.0." + i).statusCode()).isEqualTo(200);
		}
		assertThat(get("/other").statusCode()).isEqualTo(429);
	}

	@Test
	void principalKeyWhenNobodyIsAuthenticatedFallsBackToTheAddress() throws Exception {
		exhaust("/item/1", 2);
		assertThat(send("GET", "/item/1", "Authorization", basic("bob", "bob")).statusCode()).isEqualTo(200);
		assertThat(send("GET", "/item/1", "Authorization", basic("bob", "wrong")).statusCode()).isEqualTo(401);
		assertThat(send("GET", "/item/1").statusCode()).isEqualTo(429);
	}

	@Test
	void principalKeyWhenUserIsNamedLikeAnAddressIsAnotherClient() throws Exception {
		for (int i = 0; i < 2; i++) {
			application.get("/item/1");
		}
		assertThat(application.get("/item/1").statusCode()).isEqualTo(429);
		assertThat(application.get("/item/1", "Authorization", basic("127.0.0.1", "address")).statusCode())
			.isEqualTo(200);
	}

	@Test
	void tierWhenUserHasItsAuthorityAppliesInsteadOfTheBase() throws Exception {
		for (int i = 0; i < 4; i++) {
			assertThat(send("GET", "/item/1", "Authorization", basic("alice", "alice")).statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = send("GET", "/item/1", "Authorization", basic("alice", "alice"));
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("RateLimit-Policy"))
			.hasValue("\"api\";q=1000;w=60, \"user\";q=4;w=3600");
		assertThat(refused.headers().firstValue("RateLimit"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith("\"api\";r=996;"));
	}

	@Test
	void blocklistWhenAddressIsInItRefuses() throws Exception {
		HttpResponse<String> refused = application.get("/open", "X-Forwarded-For", "192.0.2.77");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("\"error\":\"forbidden\"");
		assertThat(application.get("/exempt", "X-Forwarded-For", "192.0.2.77").statusCode()).isEqualTo(403);
	}

	@Test
	void safelistWhenAddressIsInItNeverLimits() throws Exception {
		for (int i = 0; i < 5; i++) {
			HttpResponse<String> response = application.get("/login", "X-Forwarded-For", "203.0.113.9");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("RateLimit")).isEmpty();
		}
	}

	@Test
	void metricsWhenClientsSendAnythingHaveFiniteLabels() throws Exception {
		for (int i = 0; i < 50; i++) {
			send("GET", "/api/orders/" + i + "?q=" + i, "X-Tenant", "tenant" + i, "User-Agent", "agent" + i);
		}
		List<List<Tag>> series = application.bean(MeterRegistry.class)
			.find("hardening.ratelimit.requests")
			.meters()
			.stream()
			.map((meter) -> meter.getId().getTags())
			.toList();
		assertThat(series).isNotEmpty()
			.allSatisfy(
					(tags) -> assertThat(tags).extracting(Tag::getKey).containsExactlyInAnyOrder("policy", "outcome"));
		assertThat(series).hasSizeLessThanOrEqualTo(20 * 5);
		assertThat(application.bean(MeterRegistry.class).get("hardening.ratelimit.clients").gauge().value())
			.isPositive();
	}

}
