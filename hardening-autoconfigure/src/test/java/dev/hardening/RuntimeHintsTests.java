package dev.hardening;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.hardening.secrets.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an image that is made ahead of time cannot know of by itself.
 */
class RuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("dev.hardening."))
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	@Test
	void resourceWhenBesideOurClassesIsKept() throws IOException, URISyntaxException {
		Path classes = Path.of(Secret.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		List<String> resources;
		try (Stream<Path> files = Files.walk(classes.resolve("dev"))) {
			resources = files.filter(Files::isRegularFile)
				.map((file) -> classes.relativize(file).toString())
				.filter((name) -> !name.endsWith(".class"))
				.toList();
		}
		assertThat(resources).contains("dev/hardening/ratelimit/redis/buckets.lua")
			.allMatch((name) -> RuntimeHintsPredicates.resource().forResource(name).test(this.hints));
		String properties = "META-INF/spring/dev.hardening.environment.HardeningProperties.imports";
		assertThat(RuntimeHintsPredicates.resource().forResource(properties).test(this.hints)).isTrue();
		assertThat(RuntimeHintsPredicates.resource().forResource("dev/hardening/other.txt").test(this.hints)).isFalse();
	}

	@Test
	void signalWhenHeardByReflectionIsReachable() throws ReflectiveOperationException {
		Class<?> signal = Class.forName("sun.misc.Signal");
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(signal.getConstructor(String.class)))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(signal.getMethod("getNumber")))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(TypeReference.of("sun.misc.SignalHandler")))
			.accepts(this.hints);
	}

}
