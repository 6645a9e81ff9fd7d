package dev.hardening.signedurl.servlet;

import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.Callable;

import dev.hardening.signedurl.SignedUrlService;
import dev.hardening.signedurl.UrlToSign;
import dev.hardening.test.RunningApplication;
import dev.hardening.web.ClientAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links over the wire, good ones and hostile ones.
 */
class SignedUrlOverHttpTests {

	private static final String KEY = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private static RunningApplication application;

	private static SignedUrlService links;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class,
				"hardening.signed-urls.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"hardening.signed-urls.paths=/files/**", "hardening.api-keys.enabled=true",
				"hardening.api-keys.store=none", "hardening.api-keys.keys.ada.value=" + KEY,
				"hardening.rate-limit.policies.api.enabled=false");
		links = application.bean(SignedUrlService.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void linkWhenValidIsServedToAnyone() {
		HttpResponse<String> response = application.get(links.sign("/files/a b").url());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("content of a b for signed-url-");
	}

	@Test
	void linkWhenForGetServesHeadAndRanges() {
		String url = links.sign("/files/ranged").url();
		assertThat(application.send("HEAD", url).statusCode()).isEqualTo(200);
		HttpResponse<String> part = application.get(url, "Range", "bytes=0-6");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("content");
		assertThat(application.get(url, "Range", "bytes=8-9").body()).isEqualTo("of");
		assertThat(application.send("POST", url).statusCode()).isEqualTo(403);
		assertThat(application.send("DELETE", url).statusCode()).isEqualTo(403);
	}

	@Test
	void linkWhenServedAsynchronouslyStaysValid() {
		assertThat(application.get(links.sign("/files/async/x").url()).body()).startsWith("later for signed-url-");
	}

	@Test
	void requestWhenNotByAValidLinkGetsOneAndTheSameAnswer() {
		String url = links.sign("/files/a").url();
		String other = links.sign("/files/b").url();
		String body = normalized(application.get("/files/a"));
		assertThat(body).contains("\"error\":\"forbidden\"", "\"status\":403");
		for (String hostile : List.of("/files/a", "/files/missing", "/files/a?", "/files/a?expires=9999999999",
				"/files/a?signature=x", "/files/a" + other.substring(other.indexOf('?')), url + "&x=1",
				url + "&expires=9999999999", url + "&signature=AAAA", url.replace("expires=", "expires=1"),
				url.substring(0, url.length() - 1), url + "A", "/files/%61?" + "expires=1&signature=" + "A".repeat(43),
				url.replace("/files/a", "/files/a/"), url + "&%73ignature=x")) {
			HttpResponse<String> response = application.get(hostile);
			assertThat(response.statusCode()).as(hostile).isEqualTo(403);
			assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
			assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
			assertThat(normalized(response)).as(hostile).isEqualTo(body);
		}
	}

	@Test
	void pathWhenNotCanonicalIsNeverServed() {
		String query = links.sign("/files/a").url().substring("/files/a".length());
		for (String path : List.of("/files/x/../a", "/files/./a", "//files/a", "/files//a", "/files;x=1/a",
				"/files/a;x=1", "/files%2Fa", "/files/%2e/a", "/files%2f..%2ffiles/a", "/files/a%00", "/FILES/a")) {
			assertThat(application.get(path + query).statusCode()).as(path).isBetween(400, 404);
		}
		assertThat(application.get("/f%69les/%61" + query).statusCode()).isEqualTo(200);
	}

	@Test
	void linkWhenBoundToAUserNeedsThatUser() {
		String url = links.sign(UrlToSign.get("/files/a").boundTo("ada")).url();
		assertThat(application.get(url, "X-API-Key", KEY).body()).isEqualTo("content of a for ada");
		assertThat(application.get(url).statusCode()).isEqualTo(403);
		String others = links.sign(UrlToSign.get("/files/a").boundTo("bob")).url();
		assertThat(application.get(others, "X-API-Key", KEY).statusCode()).isEqualTo(403);
	}

	@Test
	void linkWhenBoundToAnAddressNeedsThatAddress() {
		assertThat(
				application.get(links.sign(UrlToSign.get("/files/a").boundTo(address("127.0.0.1"))).url()).statusCode())
			.isEqualTo(200);
		String url = links.sign(UrlToSign.get("/files/a").boundTo(address("203.0.113.9"))).url();
		assertThat(application.get(url).statusCode()).isEqualTo(403);
		assertThat(application.get(url, "X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(403);
	}

	@Test
	void linkWhenForASingleUseIsServedOnce() {
		String url = links.sign(UrlToSign.get("/files/a").once()).url();
		assertThat(application.send("HEAD", url).statusCode()).isEqualTo(200);
		assertThat(application.get(url).statusCode()).isEqualTo(200);
		assertThat(application.get(url).statusCode()).isEqualTo(403);
	}

	@Test
	void linkWhenPresentedElsewhereIsNoAuthentication() {
		String query = links.sign("/me").url().substring("/me".length());
		assertThat(application.get("/me" + query).statusCode()).isEqualTo(401);
		assertThat(application.get("/me", "X-API-Key", KEY).statusCode()).isEqualTo(200);
		assertThat(application.get("/files/a", "X-API-Key", KEY).statusCode()).isEqualTo(403);
	}

	private ClientAddress address(String text) {
		return ClientAddress.parse(text, 64);
	}

	private String normalized(HttpResponse<String> response) {
		return response.body().replaceAll("\"request_id\":\"[^\"]+\"", "").replaceAll("\"instance\":\"[^\"]+\"", "");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@GetMapping("/files/{name}")
		ResponseEntity<Resource> file(@PathVariable String name, Principal principal) {
			String content = "content of " + name + " for " + principal.getName();
			return ResponseEntity.ok(new ByteArrayResource(content.getBytes()));
		}

		@GetMapping("/files/async/{name}")
		Callable<String> later(Principal principal) {
			return () -> "later for " + principal.getName();
		}

		@GetMapping("/me")
		String me(Principal principal) {
			return principal.getName();
		}

	}

}
