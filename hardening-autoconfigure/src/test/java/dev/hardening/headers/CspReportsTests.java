package dev.hardening.headers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CspReportsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final CspReports reports = new CspReports(List.of(new CspReportMetrics(this.registry)));

	@Test
	void memoryWhenReportsAreInventedStaysBoundedAndKeepsWhatIsFrequent() {
		for (int i = 0; i < 5; i++) {
			report("font-src", "https://fonts.example/a.woff2");
		}
		for (int i = 0; i < 2_000; i++) {
			report("d" + i, "https://h%d.example/".formatted(i));
		}
		assertThat(this.reports.violations()).hasSize(CspReports.MOST)
			.first()
			.isEqualTo(new CspReports.Counted(new CspViolation("font-src", "https://fonts.example", true), 5));
		assertThat(this.registry.find("hardening.csp.violations").counters()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "https://CDN.example:8443/a?b=c#d, https://cdn.example:8443", "inline, inline", "data, data:",
			"data:text/html;base64:x, data:", "blob:https://a/b, blob:", "eval, eval", "chrome-extension, other",
			"https://a<script>/, other", "https://user:pw@host.example/, https://host.example", "'', other",
			"https://, other", "javascript:alert(1), other", "https://a b/, other" })
	void sourceWhenReportedIsReducedToItsOrigin(String blocked, String source) {
		report("img-src", blocked);
		assertThat(this.reports.violations().get(0).violation().source()).isEqualTo(source);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "1", "\"text\"", "{", "{]", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]" })
	void reportWhenNotAReportIsRefused(String body) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.reports.report(body.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "[1,null,\"a\"]", "{\"csp-report\":7}", "[{\"type\":\"csp-violation\"}]" })
	void reportWhenItSaysNothingIsIgnored(String body) {
		this.reports.report(body.getBytes(StandardCharsets.UTF_8));
		assertThat(this.reports.violations()).isEmpty();
	}

	@Test
	void suggestionWhenInlineIsBlockedNeverAllowsIt() {
		report("script-src-elem", "inline");
		report("script-src-elem", "https://cdn.example/a.js");
		report("media-src", "https://media.example/a.mp4");
		report("frame-ancestors", "https://framer.example/");
		List<CspSuggestion> suggestions = new CspSuggestions(HeadersPropertiesFixture.of(Map.of("profile", "html")),
				this.reports)
			.suggest();
		assertThat(suggestions).filteredOn((suggestion) -> !suggestion.directive().equals("media-src"))
			.hasSize(3)
			.allSatisfy((suggestion) -> assertThat(suggestion.value()).isNull());
		assertThat(suggestions).filteredOn((suggestion) -> suggestion.directive().equals("media-src"))
			.singleElement()
			.satisfies((suggestion) -> {
				assertThat(suggestion.key()).isEqualTo("hardening.headers.csp.directives.media-src");
				assertThat(suggestion.value()).isEqualTo("https://media.example");
			});
	}

	private void report(String directive, String blocked) {
		this.reports.report("""
				{"csp-report":{"effective-directive":"%s","blocked-uri":"%s"}}""".formatted(directive, blocked)
			.getBytes(StandardCharsets.UTF_8));
	}

}
