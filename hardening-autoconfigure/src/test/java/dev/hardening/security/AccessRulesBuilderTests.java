package dev.hardening.security;

import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.security.SecurityRulesProperties.Rule;
import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccessRulesBuilderTests {

	@Test
	void rulesWhenSeveralMatchAreDecidedByTheFirst() {
		AccessRules rules = builder().rules(List.of(rule("/api/open/**", "permit-all"), rule("/api/**", "deny-all")))
			.build();
		assertThat(access(rules, "GET", "/api/open/it")).isEqualTo("permit-all");
		assertThat(access(rules, "GET", "/api/it")).isEqualTo("deny-all");
		assertThat(access(rules, "GET", "/it")).isNull();
	}

	@Test
	void ruleWhenBroadNeitherOpensNorClosesTheStartersEndpoints() {
		AccessRules open = builder().rules(List.of(rule("/**", "permit-all")))
			.endpoint(List.of(), List.of("/actuator/**"), "hasAuthority('ACTUATOR')")
			.build();
		assertThat(access(open, "GET", "/actuator/env")).isEqualTo("hasAuthority('ACTUATOR')");
		assertThat(access(open, "GET", "/it")).isEqualTo("permit-all");
		AccessRules shut = builder().rules(List.of(rule("/**", "deny-all")))
			.endpoint(List.of("GET"), List.of("/health"), "permit-all")
			.build();
		assertThat(access(shut, "GET", "/health")).isEqualTo("permit-all");
		assertThat(access(shut, "POST", "/health")).isEqualTo("deny-all");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/info", "/actuator/**", "/actuator", "/actuator/{name}" })
	void ruleWhenItNamesAnEndpointDecides(String path) {
		AccessRules rules = builder().rules(List.of(rule(path, "permit-all")))
			.endpoint(List.of(), List.of("/actuator/**"), "hasAuthority('ACTUATOR')")
			.build();
		assertThat(access(rules, "GET", path.equals("/actuator") ? path : "/actuator/info")).isEqualTo("permit-all");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/**", "/*/**", "/{a}/**", "/act*/**", "/{*rest}" })
	void ruleWhenItOnlyCoversAnEndpointDoesNotDecide(String path) {
		AccessRules rules = builder().rules(List.of(rule(path, "permit-all")))
			.endpoint(List.of(), List.of("/actuator/**"), "hasAuthority('ACTUATOR')")
			.build();
		assertThat(access(rules, "GET", "/actuator/info")).isEqualTo("hasAuthority('ACTUATOR')");
	}

	@Test
	void ruleWhenForGetCoversHead() {
		AccessRules rules = builder()
			.rules(List.of(new Rule(List.of("/admin"), List.of("GET"), "hasRole('ADMIN')"), rule("/**", "permit-all")))
			.build();
		assertThat(access(rules, "HEAD", "/admin")).isEqualTo("hasRole('ADMIN')");
		assertThat(access(rules, "POST", "/admin")).isEqualTo("permit-all");
	}

	@Test
	void ruleWhenWrongStopsTheStartAndNamesTheKey() {
		refused(new Rule(List.of(), List.of(), "permit-all"), "hardening.security.rules[0].paths");
		refused(new Rule(List.of("/a"), List.of(), null), "hardening.security.rules[0].access");
		refused(new Rule(List.of("/a"), List.of(), "permitAll"), "hardening.security.rules[0].access");
		refused(new Rule(List.of("/a", "b"), List.of(), "permit-all"), "hardening.security.rules[0].paths[1]");
		refused(new Rule(List.of("/a/{b"), List.of(), "permit-all"), "hardening.security.rules[0].paths[0]");
		refused(new Rule(List.of("/a"), List.of("get"), "permit-all"), "hardening.security.rules[0].methods");
	}

	private void refused(Rule rule, String key) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> builder().rules(List.of(rule)))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key));
	}

	private AccessRulesBuilder builder() {
		return new AccessRulesBuilder(PathPatternParser.defaultInstance);
	}

	private Rule rule(String path, String access) {
		return new Rule(List.of(path), List.of(), access);
	}

	private @Nullable String access(AccessRules rules, String method, String path) {
		AccessRule rule = rules.find(new Request(method, path));
		return (rule != null) ? rule.access().toString() : null;
	}

	private record Request(String method, String text) implements ClientRequest {

		@Override
		public PathContainer path() {
			return PathContainer.parsePath(this.text);
		}

		@Override
		public @Nullable String header(String name) {
			return null;
		}

		@Override
		public List<String> headers(String name) {
			return List.of();
		}

		@Override
		public String peerAddress() {
			return "127.0.0.1";
		}

	}

}
