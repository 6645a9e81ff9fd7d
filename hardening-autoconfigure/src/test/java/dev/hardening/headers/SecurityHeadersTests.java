package dev.hardening.headers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecurityHeadersTests {

	private static final String CSP = "Content-Security-Policy";

	private static final String REPORT_ONLY = "Content-Security-Policy-Report-Only";

	private final Target target = new Target();

	@Test
	void headersWhenHttpsHaveStrictTransportSecurity() {
		this.target.secure = true;
		write(Map.of());
		assertThat(this.target.headers).containsEntry("Strict-Transport-Security",
				"max-age=63072000; includeSubDomains");
	}

	@Test
	void headersWhenPreloadIsAskedForSayIt() {
		this.target.secure = true;
		write(Map.of("hsts.preload", "true", "hsts.max-age", "365d"));
		assertThat(this.target.headers).containsEntry("Strict-Transport-Security",
				"max-age=31536000; includeSubDomains; preload");
	}

	@Test
	void headersWhenHandlerSetThemAreLeftAlone() {
		this.target.set("x-frame-options", "SAMEORIGIN");
		this.target.set("Cache-Control", "max-age=60");
		write(Map.of());
		assertThat(this.target.headers).containsEntry("X-Frame-Options", "SAMEORIGIN")
			.containsEntry("Cache-Control", "max-age=60");
	}

	@Test
	void headersWhenOverriddenAreReplacedAddedAndLeftOut() {
		write(Map.of("set.x-frame-options", "SAMEORIGIN", "set.X-Robots-Tag", "noindex", "set.Referrer-Policy", "",
				"set.Cache-Control", ""));
		assertThat(this.target.headers).containsEntry("X-Frame-Options", "SAMEORIGIN")
			.containsEntry("X-Robots-Tag", "noindex")
			.doesNotContainKeys("Referrer-Policy", "Cache-Control");
	}

	@Test
	void headersWhenProfileIsOffAreOnlyRemoved() {
		this.target.set("Server", "me");
		write(Map.of("profile", "off"));
		assertThat(this.target.headers).isEmpty();
	}

	@Test
	void profileWhenYamlReadsOffAsBooleanIsOff() {
		HeadersProperties properties = new Binder(
				new MapConfigurationPropertySource(Map.of("hardening.headers.profile", false)))
			.bind("hardening.headers", HeadersProperties.class)
			.get();
		assertThat(properties.profile()).isEqualTo(HeadersProfile.OFF);
	}

	@Test
	void answerWhenNotModifiedHasNoCacheControl() {
		this.target.status = 304;
		write(Map.of());
		assertThat(this.target.headers).doesNotContainKey("Cache-Control").containsKey(CSP);
	}

	@Test
	void pageWhenNonceIsUsedIsNeverStored() {
		this.target.contentType = "text/html;charset=UTF-8";
		this.target.set("Cache-Control", "public, max-age=3600");
		String nonce = this.target.nonce.value();
		write(Map.of("profile", "html"));
		assertThat(this.target.headers).containsEntry("Cache-Control", "no-store")
			.containsEntry(CSP,
					"default-src 'none'; script-src 'nonce-" + nonce + "' 'strict-dynamic'; style-src 'nonce-" + nonce
							+ "' 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
							+ "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
							+ "require-trusted-types-for 'script'; report-uri /csp-reports")
			.doesNotContainKey("Reporting-Endpoints");
	}

	@Test
	void pageWhenHttpsReportsToAnEndpoint() {
		this.target.secure = true;
		this.target.contentType = "text/html";
		write(Map.of("profile", "html"));
		assertThat(this.target.headers.get(CSP)).endsWith("; report-uri /csp-reports; report-to csp-endpoint");
		assertThat(this.target.headers).containsEntry("Reporting-Endpoints", "csp-endpoint=\"/csp-reports\"");
	}

	@Test
	void styleSheetWhenProfileIsHtmlNeedsNoNonce() {
		this.target.contentType = "text/css";
		this.target.set("Cache-Control", "max-age=60");
		write(Map.of("profile", "html"));
		assertThat(this.target.headers.get(CSP)).doesNotContain("nonce-");
		assertThat(this.target.headers).containsEntry("Cache-Control", "max-age=60");
	}

	@Test
	void pageWhenHttpsUpgradesWhatItLoads() {
		this.target.secure = true;
		this.target.contentType = "text/html";
		write(Map.of("profile", "html"));
		assertThat(this.target.headers.get(CSP)).contains("; upgrade-insecure-requests;");
	}

	@Test
	void pageWhenNonceIsOffRunsItsOwnFiles() {
		this.target.contentType = "text/html";
		write(Map.of("profile", "html", "csp.nonce", "false"));
		assertThat(this.target.headers.get(CSP)).contains("script-src 'self';").doesNotContain("nonce");
	}

	@Test
	void policyWhenOnlyReportedHasOtherName() {
		this.target.secure = true;
		write(Map.of("csp.mode", "report"));
		assertThat(this.target.headers).doesNotContainKey(CSP).containsKey("Reporting-Endpoints");
		assertThat(this.target.headers.get(REPORT_ONLY)).startsWith("default-src 'none'").contains("report-uri");
	}

	@Test
	void policyWhenSecondOneIsReportedIsSentBesideTheFirst() {
		write(Map.of("profile", "html", "csp.directives.img-src", "'self'  data:", "csp.report-only.img-src",
				"'none'"));
		assertThat(this.target.headers.get(CSP)).contains("img-src 'self' data:;");
		assertThat(this.target.headers.get(REPORT_ONLY)).contains("img-src 'none';");
	}

	@Test
	void directivesWhenPagesAreServedLeaveThePolicyOfTheApiAlone() {
		HeadersProperties properties = HeadersPropertiesFixture.of(Map.of("profiles[0].paths", "/docs/**",
				"profiles[0].directives.font-src", "'none'", "csp.directives.img-src", "data:"));
		SecurityHeadersSelector selector = new SecurityHeadersSelector(properties, "/app");
		selector.api().write(this.target);
		assertThat(this.target.headers.get(CSP)).doesNotContain("img-src");
		Target page = new Target();
		selector.select(new PathRequest("/docs/a")).write(page);
		assertThat(page.headers.get(CSP)).contains("img-src data:; font-src 'none';")
			.contains("report-uri /app/csp-reports");
		assertThat(selector.select(new PathRequest("/api/a")).hasNonce()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', nullValues = "EMPTY", textBlock = """
			set.X Y, a
			set.X-A, "a\tb"
			set.X-A, "naïve"
			set.Content-Length, 3
			set.Set-Cookie, a=b
			set.Content-Security-Policy, default-src *
			remove, Content-Type
			remove, "a b"
			hsts.max-age, -1d
			hsts.preload, "true,hsts.max-age=30d"
			csp.report-path, csp-reports
			csp.report-path, //evil.example
			csp.directives.scripts-src, 'self'
			csp.directives.img-src, self
			csp.directives.img-src, 'sefl'
			csp.directives.img-src, "'self'; script-src *"
			csp.directives.img-src, "'none' https://a.example"
			csp.directives.img-src, https://a.example/<b>
			csp.directives.img-src, naïve.example
			csp.directives.script-src, 'unsafe-inline'
			csp.directives.style-src, "'self' 'UNSAFE-INLINE'"
			csp.directives.script-src, 'nonce-abc'
			csp.directives.script-src, nonce-abc
			csp.directives.script-src, sha256-abc=
			csp.directives.script-src, "'strict-dynamic',csp.nonce=false"
			csp.directives.sandbox, allow-everything
			csp.directives.require-trusted-types-for, script
			csp.directives.frame-ancestors, 'unsafe-eval'
			csp.directives.upgrade-insecure-requests, now
			csp.report-only.img-src, "'self',csp.mode=report"
			profiles[0].profile, html
			profiles[0].paths, /a/{b
			""")
	void startWhenValueCannotWorkIsRefused(String key, String value) {
		Map<String, String> properties = new LinkedHashMap<>(Map.of("profile", "html"));
		String[] parts = value.split(",(?=[a-z-]+\\.)");
		properties.put(key.contains("X Y") ? "set[X Y]" : key, parts[0]);
		if (parts.length > 1) {
			properties.put(parts[1].split("=")[0], parts[1].split("=")[1]);
		}
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> write(properties))
			.satisfies((ex) -> assertThat(ex.key()).startsWith("hardening.headers."));
	}

	private void write(Map<String, String> properties) {
		new SecurityHeadersSelector(HeadersPropertiesFixture.of(properties), "").select(new PathRequest("/"))
			.write(this.target);
	}

	private static final class Target implements HeaderTarget {

		private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

		private final CspNonce nonce = new CspNonce();

		private boolean secure;

		private int status = 200;

		private @Nullable String contentType = "application/json";

		@Override
		public boolean isSecure() {
			return this.secure;
		}

		@Override
		public int status() {
			return this.status;
		}

		@Override
		public @Nullable String contentType() {
			return this.contentType;
		}

		@Override
		public boolean contains(String name) {
			return this.headers.containsKey(name);
		}

		@Override
		public void set(String name, String value) {
			this.headers.put(name, value);
		}

		@Override
		public void remove(String name) {
			this.headers.remove(name);
		}

		@Override
		public CspNonce nonce() {
			return this.nonce;
		}

	}

}
