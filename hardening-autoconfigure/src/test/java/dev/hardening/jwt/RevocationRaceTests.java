package dev.hardening.jwt;

import dev.hardening.secrets.SecretsAutoConfiguration;
import dev.hardening.store.jdbc.JdbcSharedStateAutoConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A thief refreshes while the password is changed: between the look at his token and the
 * making of the next, all tokens of the user are revoked.
 */
class RevocationRaceTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, FlywayAutoConfiguration.class,
				JdbcSharedStateAutoConfiguration.class, JwtAutoConfiguration.class))
		.withUserConfiguration(RevokingMeanwhile.class)
		.withPropertyValues("hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"spring.datasource.generate-unique-name=true");

	@ParameterizedTest
	@ValueSource(strings = { "local", "jdbc" })
	void tokensWhenAllAreRevokedDuringARefreshAreNoneThatIsGood(String store) {
		this.runner.withPropertyValues("hardening.shared-state.store=" + store).run((context) -> {
			JwtTokenService service = context.getBean(JwtTokenService.class);
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			IssuedTokens stolen = service.issue(JwtSubject.of("ada"));
			assertThat(decoder.decode(stolen.accessToken()).getSubject()).isEqualTo("ada");
			IssuedTokens next = service.refresh(stolen.refreshToken());
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(next.accessToken()));
			assertThatExceptionOfType(InvalidBearerTokenException.class)
				.isThrownBy(() -> service.refresh(next.refreshToken()));
			assertThat(decoder.decode(service.issue(JwtSubject.of("ada")).accessToken()).getSubject()).isEqualTo("ada");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class RevokingMeanwhile {

		@Bean
		JwtSubjectRefresher refresher(ObjectProvider<JwtTokenService> tokens) {
			return (subject) -> {
				tokens.getObject().revokeAll(subject.name());
				return subject;
			};
		}

	}

}
