package dev.hardening.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.hardening.audit.AuditedApplication.Careful;
import dev.hardening.audit.AuditedApplication.Careless;
import dev.hardening.audit.AuditedApplication.Forgeable;
import dev.hardening.audit.AuditedApplication.Undone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each check fails in a bad application, and passes in a good one.
 */
class AuditedApplicationTests {

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final String OTHER = "Lw2c9TfXv6Rb1kQe8Jz4Ny7Ms3Hd5Gp0";

	private static Map<String, AuditResult> good;

	private static List<Map<String, AuditResult>> bad;

	@BeforeAll
	static void look(@TempDir Path directory) throws IOException {
		good = results(Careful.class, "", goodProperties(directory));
		bad = List.of(results(Careless.class, "dev", looseProperties(directory)), results(Undone.class, "", OFF),
				results(Forgeable.class, "", REPORTED));
	}

	private static Map<String, AuditResult> results(Class<?> source, String profiles, String... arguments) {
		try (AuditedApplication application = AuditedApplication.start(source, profiles, arguments)) {
			return application.results();
		}
	}

	static Stream<String> ids() {
		Set<String> ids = new TreeSet<>(good.keySet());
		bad.forEach((results) -> ids.addAll(results.keySet()));
		ids.removeAll(CheckProofs.ids());
		return ids.stream();
	}

	@ParameterizedTest
	@MethodSource("ids")
	void checkWhenApplicationIsGoodPasses(String id) {
		assertThat(good.get(id)).extracting(AuditResult::status, AuditResult::property)
			.as("%s: %s", id, good.get(id))
			.containsExactly(AuditStatus.PASS, null);
	}

	@ParameterizedTest
	@MethodSource("ids")
	void checkWhenApplicationIsBadFailsAndSaysWhatToSet(String id) {
		assertThat(bad.stream().map((results) -> results.get(id)).toList())
			.as(() -> "%s: %s".formatted(id, bad.stream().map((results) -> results.get(id)).toList()))
			.filteredOn((result) -> result != null
					&& (result.status() == AuditStatus.FAIL || result.status() == AuditStatus.WARN))
			.isNotEmpty()
			.allSatisfy((result) -> assertThat(result.property()).isNotBlank())
			.allSatisfy(
					(result) -> assertThat(result.evidence()).isNotBlank().doesNotContain(SECRET, OTHER, "k3Zq8Wm1"));
	}

	/**
	 * The table of {@code docs/audit.md} is held equal to the code by
	 * {@link AuditDocumentationTests}.
	 */
	@Test
	void checkWhenItIsDocumentedIsWalkedHereOrProvedElsewhere() throws IOException {
		Set<String> walked = ids().collect(Collectors.toCollection(TreeSet::new));
		assertThat(walked).doesNotContainAnyElementsOf(CheckProofs.ids()).hasSizeGreaterThan(60);
		walked.addAll(CheckProofs.ids());
		assertThat(Pattern.compile("(?m)^\\| (HRD-[A-Z]+-\\d{3}) \\| (?:error|warning|info) \\|")
			.matcher(Files.readString(Path.of("../docs/audit.md")))
			.results()
			.map((result) -> result.group(1))).containsExactlyElementsOf(walked).hasSizeGreaterThan(100);
	}

	private static String[] goodProperties(Path directory) throws IOException {
		Path file = directory.resolve("secrets.properties");
		Files.writeString(file, String.join("\n", "hardening.jwt.secret=" + SECRET,
				"hardening.signed-urls.secret=" + OTHER, "hardening.sentry.dsn=http://key@127.0.0.1:1/1"));
		return arguments("spring.application.name=studio", "spring.config.import=file:" + file,
				"hardening.shutdown.drain-delay=5s", "hardening.hosts.allowed=studio.example.com",
				"hardening.https.redirect=browser", "hardening.client-ip.trusted-proxies=10.0.0.7",
				"hardening.cors.allowed-origins=https://app.example.com",
				"hardening.rate-limit.policies.login.paths=/login", "hardening.rate-limit.policies.login.limits=5/5m",
				"hardening.rate-limit.policies.media.paths=/media", "hardening.rate-limit.policies.media.limits=5/1m",
				"spring.ssl.bundle.pem.web.keystore.certificate=" + Certificates.valid(directory, Duration.ofDays(90)),
				"spring.ssl.bundle.pem.web.keystore.private-key=" + Certificates.key(directory));
	}

	private static String[] looseProperties(Path directory) throws IOException {
		Path file = directory.resolve("old.properties");
		Files.writeString(file, "hardening.signed-urls.secret=" + SECRET);
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(400))));
		String origins = IntStream.range(0, 21)
			.mapToObj("https://%d.example.com"::formatted)
			.collect(Collectors.joining(","));
		return arguments("spring.config.import=file:%s,classpath:dev/hardening/audit/leaky.properties".formatted(file),
				"hardening.jwt.secret=" + SECRET, "hardening.jwt.access-token-ttl=24h",
				"hardening.jwt.refresh-token-ttl=90d", "hardening.jwt.clock-skew=5m",
				"hardening.jwt.previous-secrets=" + OTHER, "hardening.secrets.min-length=16",
				"hardening.signed-urls.ttl=7d", "hardening.signed-urls.base-url=http://files.example.com",
				"spring.security.user.password=admin", "hardening.rate-limit.policies.api.limits=100000/1m",
				"hardening.rate-limit.policies.ghost.paths=/ghost", "hardening.rate-limit.policies.ghost.limits=1/1m",
				"hardening.rate-limit.policies.ghost.mode=report", "hardening.rate-limit.redis.on-failure=allow",
				"hardening.rate-limit.safelist=10.0.0.0/8", "hardening.rate-limit.headers.standard=false",
				"hardening.rate-limit.headers.legacy=false", "hardening.client-ip.trusted-proxies=0.0.0.0/0",
				"hardening.lockout.tracks.authentication.failures=50",
				"hardening.lockout.tracks.authentication.lock=10s", "hardening.requests.max-body-size=500MB",
				"hardening.requests.max-uri-length=65536", "hardening.requests.max-query-parameters=5000",
				"hardening.requests.timeout=0s", "server.tomcat.connection-timeout=5m",
				"hardening.json.reject-unknown-properties=false", "hardening.json.max-depth=5000",
				"hardening.cors.allowed-origins=http://localhost:3000," + origins,
				"hardening.cors.allow-credentials=true", "hardening.cors.max-age=7d",
				"hardening.headers.set.X-Content-Type-Options=", "hardening.headers.set.X-Frame-Options=",
				"hardening.headers.set.Referrer-Policy=unsafe-url", "hardening.headers.set.Permissions-Policy=",
				"hardening.headers.set.Cross-Origin-Resource-Policy=cross-origin",
				"hardening.headers.set.Cross-Origin-Opener-Policy=", "hardening.headers.set.Cache-Control=no-cache",
				"hardening.headers.remove=", "hardening.headers.csp.directives.frame-ancestors=*",
				"hardening.headers.csp.directives.script-src='unsafe-inline'", "hardening.headers.csp.mode=report",
				"hardening.headers.csp.report-path=", "hardening.headers.hsts.max-age=30d",
				"hardening.hosts.exempt-paths=/**", "server.forward-headers-strategy=framework",
				"server.ssl.enabled=false", "server.ssl.enabled-protocols=TLSv1.1",
				"spring.ssl.bundle.pem.web.keystore.certificate=" + Certificates.valid(directory, Duration.ofDays(5)),
				"spring.ssl.bundle.pem.web.keystore.private-key=" + Certificates.key(directory),
				"hardening.security.rules[0].paths=/**", "hardening.security.rules[0].access=permit-all",
				"hardening.security.rules[1].paths=/actuator/**", "hardening.security.rules[1].access=permit-all",
				"hardening.security.rules[2].paths=/admin/**", "hardening.security.rules[2].access=permit-all",
				"server.servlet.session.cookie.http-only=false", "server.servlet.session.timeout=30d",
				"hardening.uploads.allowed-types=image/svg+xml", "hardening.uploads.max-size=1GB",
				"spring.servlet.multipart.max-file-size=-1", "hardening.logging.format=console",
				"hardening.logging.access-log.enabled=false", "logging.level.org.springframework.jdbc=debug",
				"management.endpoints.web.exposure.include=*", "management.endpoint.env.show-values=always",
				"management.endpoint.health.show-details=always", "spring.web.error.include-stacktrace=always",
				"management.endpoint.health.group.liveness.include=livenessState,diskSpace",
				"hardening.health.memory-threshold=0.99", "server.shutdown=immediate",
				"hardening.metrics.access=permit-all", "spring.jmx.enabled=true");
	}

	private static final String[] OFF = arguments("hardening.rate-limit.enabled=false",
			"hardening.lockout.enabled=false", "hardening.headers.enabled=false", "hardening.health.enabled=false",
			"hardening.metrics.enabled=false", "hardening.logging.access-log.exclude=/**",
			"logging.structured.format.console=", "logging.pattern.console=%m%n", "hardening.requests.enabled=false");

	private static final String[] REPORTED = arguments("hardening.rate-limit.mode=report",
			"hardening.lockout.mode=report", "hardening.requests.mode=report",
			"hardening.sentry.dsn=http://key@127.0.0.1:1/1", "sentry.send-default-pii=true",
			"hardening.sentry.traces-sample-rate=1.0");

	private static String[] arguments(String... properties) {
		return Stream.of(properties).map("--"::concat).toArray(String[]::new);
	}

}
