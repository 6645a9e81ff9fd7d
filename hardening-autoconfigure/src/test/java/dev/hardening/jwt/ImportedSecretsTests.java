package dev.hardening.jwt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Secrets that come by Boot's own imports as docs/secrets.md tells, and are rotated
 * there.
 */
class ImportedSecretsTests {

	private static final String OLD = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final String NEXT = "Zt6PqW1eRy8UiO3pAs5dFg7hJk9lXc2v";

	@Test
	void secretWhenMountedAsAFileOfATreeSignsAndIsRotatedThere(@TempDir Path tree) throws IOException {
		Path directory = Files.createDirectories(tree.resolve("hardening/jwt"));
		Files.writeString(directory.resolve("secret"), OLD + "\n");
		rotate("configtree:" + tree + "/", () -> {
			Files.writeString(directory.resolve("secret"), NEXT + "\n");
			Files.writeString(directory.resolve("previous-secrets"), OLD + "\n");
		}, () -> Files.delete(directory.resolve("previous-secrets")));
	}

	@Test
	void secretWhenInAFileOfADevelopersMachineSignsAndIsRotatedThere(@TempDir Path directory) throws IOException {
		Path file = directory.resolve(".env");
		Files.writeString(file, "hardening.jwt.secret=" + OLD + "\n");
		rotate("optional:file:" + file + "[.properties]",
				() -> Files.writeString(file,
						"hardening.jwt.secret=" + NEXT + "\nhardening.jwt.previous-secrets=" + OLD + "\n"),
				() -> Files.writeString(file, "hardening.jwt.secret=" + NEXT + "\n"));
	}

	@Test
	void fileWhenOptionalAndMissingLeavesTokensOff(@TempDir Path directory) {
		try (ConfigurableApplicationContext context = start("optional:file:" + directory + "/.env[.properties]")) {
			assertThat(context.getBeanProvider(JwtTokenService.class).getIfAvailable()).isNull();
		}
	}

	private void rotate(String location, Change replace, Change remove) throws IOException {
		String old = issue(location, OLD);
		replace.make();
		String fresh = issue(location, NEXT);
		try (ConfigurableApplicationContext context = start(location)) {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			assertThat(decoder.decode(old).getSubject()).isEqualTo("ada");
			assertThat(decoder.decode(fresh).getSubject()).isEqualTo("ada");
		}
		remove.make();
		try (ConfigurableApplicationContext context = start(location)) {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			assertThat(decoder.decode(fresh).getSubject()).isEqualTo("ada");
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(old));
		}
	}

	private String issue(String location, String secret) {
		try (ConfigurableApplicationContext context = start(location)) {
			String token = context.getBean(JwtTokenService.class).issue(JwtSubject.of("ada")).accessToken();
			assertThat(JWT.require(Algorithm.HMAC256(secret)).build().verify(token).getSubject()).isEqualTo("ada");
			return token;
		}
	}

	private static ConfigurableApplicationContext start(String location) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.config.import=" + location, "--hardening.jwt.issuer=studio",
					"--spring.main.banner-mode=off");
	}

	/**
	 * A change of files.
	 */
	@FunctionalInterface
	interface Change {

		void make() throws IOException;

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SecretsAutoConfiguration.class, JwtAutoConfiguration.class })
	static class Application {

	}

}
