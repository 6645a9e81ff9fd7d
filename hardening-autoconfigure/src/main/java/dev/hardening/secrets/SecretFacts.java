package dev.hardening.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * Which secrets are configured and where they were written. Hands out names, and never a
 * value.
 */
public final class SecretFacts {

	// What a secret is used for; other properties only hand one on.
	private static final List<String> PURPOSES = List.of("hardening.jwt.secret", "hardening.signed-urls.secret",
			"hardening.rate-limit.redis.key-secret", "spring.datasource.password", "spring.data.redis.password",
			"spring.security.user.password", "spring.mail.password");

	private static final List<String> PASSWORDS = List.of("spring.datasource.password", "spring.data.redis.password",
			"spring.security.user.password", "spring.mail.password");

	private static final int SHORTEST_PASSWORD = 12;

	private final Environment environment;

	private final RedactionPolicy redaction;

	/**
	 * Look at an application.
	 * @param environment where its properties are
	 * @param redaction tells names of secrets
	 */
	public SecretFacts(Environment environment, RedactionPolicy redaction) {
		this.environment = environment;
		this.redaction = redaction;
	}

	/**
	 * Find secrets that serve two purposes.
	 * @return the names of the properties, those of one secret joined
	 */
	public List<String> shared() {
		Map<String, List<String>> byValue = new LinkedHashMap<>();
		PURPOSES.forEach((name) -> {
			String value = this.environment.getProperty(name);
			if (StringUtils.hasText(value)) {
				byValue.computeIfAbsent(value.strip(), (key) -> new ArrayList<>()).add(name);
			}
		});
		return byValue.values()
			.stream()
			.filter((names) -> names.size() > 1)
			.map((names) -> String.join(" and ", names))
			.toList();
	}

	/**
	 * Find passwords that can be guessed.
	 * @return the names of the properties
	 */
	public List<String> weakPasswords() {
		return PASSWORDS.stream().filter((name) -> isWeak(this.environment.getProperty(name))).toList();
	}

	private static boolean isWeak(@Nullable String password) {
		return StringUtils.hasText(password)
				&& (password.length() < SHORTEST_PASSWORD || PublishedSecrets.contains(password));
	}

	/**
	 * Find secrets that are written into the application itself.
	 * @return the names of the properties
	 */
	public List<String> inCode() {
		return written((source, name) -> source instanceof OriginLookup<?>
				&& isPackaged(OriginLookup.getOrigin(source, name)));
	}

	private static boolean isPackaged(@Nullable Origin origin) {
		return resource(origin) instanceof ClassPathResource;
	}

	private static @Nullable Resource resource(@Nullable Origin origin) {
		Resource resource = (origin instanceof TextResourceOrigin text) ? text.getResource() : null;
		return (resource instanceof OriginTrackedResource tracked) ? tracked.getResource() : resource;
	}

	/**
	 * Find secrets among the arguments of the process.
	 * @return the names of the properties
	 */
	public List<String> onCommandLine() {
		return written((source, name) -> source instanceof CommandLinePropertySource<?>);
	}

	/**
	 * Find secrets in files, and when these were last changed.
	 * @return the times by the names of the properties
	 */
	public Map<String, Instant> changed() {
		Map<String, Instant> changed = new LinkedHashMap<>();
		written((source, name) -> {
			Path file = file(source, name);
			Instant time = (file != null) ? time(file) : null;
			if (time != null) {
				changed.putIfAbsent(name, time);
			}
			return time != null;
		});
		return changed;
	}

	private static @Nullable Path file(PropertySource<?> source, String name) {
		if (source.getProperty(name) instanceof FileVariable variable) {
			return Path.of(variable.path());
		}
		Resource resource = (source instanceof OriginLookup<?>) ? resource(OriginLookup.getOrigin(source, name)) : null;
		try {
			return (resource != null && resource.isFile() && !(resource instanceof ClassPathResource))
					? resource.getFile().toPath() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static @Nullable Instant time(Path file) {
		try {
			return Files.getLastModifiedTime(file).toInstant();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private List<String> written(BiPredicate<PropertySource<?>, String> where) {
		List<String> names = new ArrayList<>();
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof EnumerablePropertySource<?> enumerable) {
					for (String name : enumerable.getPropertyNames()) {
						if (this.redaction.isSensitive(name) && isLiteral(source.getProperty(name))
								&& where.test(source, name)) {
							names.add(name);
						}
					}
				}
			}
		}
		return names;
	}

	// A placeholder or a location names where the secret is, and is none.
	private static boolean isLiteral(@Nullable Object value) {
		if (!(value instanceof CharSequence text) || !StringUtils.hasText(text)) {
			return false;
		}
		String literal = text.toString();
		return literal.indexOf('$') < 0 && !literal.startsWith("file:") && !literal.startsWith("classpath:");
	}

}
