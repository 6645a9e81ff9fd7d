package dev.hardening.cors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CorsConfigurationFactoryTests {

	@ParameterizedTest
	@EnumSource(names = { "STAGING", "PRODUCTION" })
	void originsWhenNotInDevelopmentAreThoseOfProduction(DeploymentEnvironment environment) {
		CorsConfiguration configuration = create(environment, Map.of("allowed-origins", "HTTPS://App.example.com"));
		assertThat(configuration.getAllowedOrigins()).containsExactly("https://app.example.com");
		assertThat(configuration.getAllowCredentials()).isNull();
		assertThat(configuration.getMaxAge()).isEqualTo(3600);
	}

	@Test
	void originsWhenInDevelopmentAreBoth() {
		assertThat(create(DeploymentEnvironment.DEVELOPMENT, Map.of("allowed-origins", "https://app.example.com"))
			.getAllowedOrigins()).contains("https://app.example.com", "http://localhost:5173");
	}

	@Test
	void originsWhenNothingIsConfiguredInProductionAreNone() {
		assertThat(create(DeploymentEnvironment.PRODUCTION, Map.of()).getAllowedOrigins()).isEmpty();
	}

	@Test
	void originsWhenAllAreAllowedInDevelopmentAreAny() {
		assertThat(create(DeploymentEnvironment.DEVELOPMENT, Map.of("allow-all", "true")).getAllowedOrigins())
			.containsExactly("*");
	}

	@ParameterizedTest
	@CsvSource({ "PRODUCTION, allow-all, true", "STAGING, allow-all, true", "PRODUCTION, allowed-origins, *",
			"PRODUCTION, allowed-origins, null", "PRODUCTION, allowed-origins, https://*.example.com",
			"DEVELOPMENT, allowed-origins, https://*.example.com", "DEVELOPMENT, development-origins, null",
			"PRODUCTION, allowed-origins, https://a.example/", "PRODUCTION, allowed-origins, https://a.example/path",
			"PRODUCTION, allowed-origins, https://a.example?q", "PRODUCTION, allowed-origins, https://u@a.example",
			"PRODUCTION, allowed-origins, a.example", "PRODUCTION, allowed-origins, 'https://a b'",
			"PRODUCTION, allowed-origins, https://a.example:443", "PRODUCTION, allowed-methods, get",
			"PRODUCTION, allowed-methods, *", "PRODUCTION, allowed-headers, *", "PRODUCTION, exposed-headers, *",
			"PRODUCTION, allowed-headers, 'a b'", "PRODUCTION, max-age, -1s", "PRODUCTION, paths, /a/{b" })
	void startWhenValueIsDangerousOrImpossibleIsRefused(DeploymentEnvironment environment, String key, String value) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> create(environment, Map.of(key, value)))
			.satisfies((ex) -> assertThat(ex.key()).startsWith("hardening.cors." + key));
	}

	@Test
	void startWhenEveryOriginMaySendCredentialsIsRefused() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> create(DeploymentEnvironment.DEVELOPMENT,
					Map.of("allow-all", "true", "allow-credentials", "true")))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.cors.allow-credentials"));
	}

	@Test
	void actuatorWhenEveryOriginMaySendCredentialsIsRefused() {
		CorsConfiguration origins = new CorsConfiguration();
		origins.addAllowedOrigin("*");
		CorsConfiguration patterns = new CorsConfiguration();
		patterns.addAllowedOriginPattern("*");
		for (CorsConfiguration boots : List.of(origins, patterns)) {
			assertThat(new ActuatorCors("/actuator", boots).origins()).isEqualTo(1);
			boots.setAllowCredentials(true);
			assertThatExceptionOfType(InvalidPropertyException.class)
				.isThrownBy(() -> new ActuatorCors("/actuator", boots))
				.satisfies((ex) -> assertThat(ex.key()).isEqualTo("management.endpoints.web.cors.allow-credentials"));
		}
	}

	private static CorsConfiguration create(DeploymentEnvironment environment, Map<String, String> properties) {
		Map<String, String> full = new HashMap<>();
		properties.forEach((key, value) -> full.put("hardening.cors." + key, value));
		CorsProperties bound = new Binder(new MapConfigurationPropertySource(full)).bindOrCreate("hardening.cors",
				CorsProperties.class);
		return new CorsConfigurationFactory(bound, environment).create();
	}

}
