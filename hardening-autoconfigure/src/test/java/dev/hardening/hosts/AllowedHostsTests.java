package dev.hardening.hosts;

import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AllowedHostsTests {

	@Test
	void hostsWhenNoneIsNamedAreAny() {
		assertThat(new AllowedHosts(new HostsProperties(true, List.of(), List.of())).allowsAny()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "example.com, EXAMPLE.com.:80, true", "Example.COM, example.com, true", "*.a.b, x.a.b, true",
			"*.a.b, y.x.a.b, true", "*.a.b, a.b, false", "*.a.b, xa.b, false",
			"[2001:DB8::1], [2001:db8:0::1]:443, true", "10.0.0.1, 10.0.0.1, true", "a.b, a.b:0, false",
			"a.b, a.b:65536, false", "a.b, a.b:+1, false", "a.b, a.b@c, false", "a.b, '', false", "a.b, ., false" })
	void hostWhenComparedIsHeldToItsCanonicalForm(String allowed, String host, boolean admitted) {
		AllowedHosts hosts = new AllowedHosts(new HostsProperties(true, List.of(allowed), List.of()));
		assertThat(hosts.isAllowed(host)).isEqualTo(admitted);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "*", "https://a.b", "a.b:80", "a.b/c", "*.*.b", "a.*", "bücher.example", "", "[::1", "::1" })
	void startWhenHostCouldNeverMatchIsRefused(String allowed) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new AllowedHosts(new HostsProperties(true, List.of(allowed), List.of())))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.hosts.allowed[0]"));
	}

	@Test
	void startWhenExemptPathIsNoPatternIsRefused() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new AllowedHosts(new HostsProperties(true, List.of(), List.of("/a/{b"))))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.hosts.exempt-paths[0]"));
	}

}
