package dev.hardening.edge;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers that the OWASP Secure Headers Project advises to add and to remove
 * (2026-07).
 */
class OwaspHeadersTests {

	private static EdgeApplication application;

	private static String page;

	@BeforeAll
	static void start() throws IOException {
		application = EdgeApplication.start("hardening.client-ip.trusted-proxies=127.0.0.1",
				"hardening.rate-limit.enabled=false");
		page = Files.readString(Path.of("../docs/headers.md"));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "Cross-Origin-Embedder-Policy | require-corp",
			"Cross-Origin-Opener-Policy | same-origin", "Cross-Origin-Resource-Policy | same-origin",
			"Referrer-Policy | no-referrer", "Strict-Transport-Security | max-age=63072000; includeSubDomains",
			"X-Content-Type-Options | nosniff", "X-DNS-Prefetch-Control | off", "X-Frame-Options | deny",
			"X-Permitted-Cross-Domain-Policies | none",
			"Permissions-Policy | accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), keyboard-map=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), sync-xhr=(self), usb=(), web-share=(), xr-spatial-tracking=(), clipboard-read=(), clipboard-write=(), gamepad=(), hid=(), idle-detection=(), interest-cohort=(), serial=(), unload=()" })
	void headerIsSentAsAdvised(String name, String value) throws Exception {
		List<String> sent = headers("/ok").allValues(name);
		assertThat(sent).hasSize(1);
		assertThat(parts(sent.get(0))).isEqualTo(parts(value));
		assertThat(page).contains("| `" + name + "` |");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "Cache-Control | no-store | OWASP writes `no-store, max-age=0`",
					"Content-Security-Policy | default-src 'none' | of the OWASP value is covered" })
	void headerWhenItDiffersIsStricterAndReasoned(String name, String sent, String reason) throws Exception {
		assertThat(headers("/ok").firstValue(name).orElseThrow()).startsWith(sent);
		assertThat(page).contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Clear-Site-Data", "Expires", "Pragma", "X-XSS-Protection", "Feature-Policy", "Expect-CT",
			"Public-Key-Pins" })
	void headerWhenItIsNotSentIsReasoned(String name) throws Exception {
		assertThat(headers("/ok").allValues(name)).isEmpty();
		assertThat(page).contains("`" + name + "`");
	}

	@ParameterizedTest
	@ValueSource(strings = { "$wsep", "Host-Header", "Powered-By", "Product", "Server", "SourceMap", "X-CMS",
			"X-Content-Encoded-By", "X-DiagInfo", "X-Framework", "X-Generated-By", "X-Generator",
			"X-Old-Content-Length", "X-Powered-By", "X-Redirect-By", "X-SourceFiles", "X-SourceMap", "X-B3-TraceId",
			"X-B3-SpanId", "X-B3-ParentSpanId", "X-B3-Sampled" })
	void headerThatTellsOfTheInsideIsNotSent(String name) throws Exception {
		for (String path : List.of("/ok", "/powered", "/boom", "/missing", "/edge.txt", "/actuator/health")) {
			assertThat(headers(path).allValues(name)).as(path).isEmpty();
		}
	}

	private static Set<String> parts(String value) {
		return Arrays.stream(value.toLowerCase(Locale.ROOT).split("[,;] *")).collect(Collectors.toSet());
	}

	private static HttpHeaders headers(String path) throws IOException, InterruptedException {
		return application.get(path, "X-Forwarded-Proto", "https").headers();
	}

}
