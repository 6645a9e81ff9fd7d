package dev.hardening.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * The source that holds the hardened defaults. It takes the name and the place of Boot's
 * default properties and includes those of the user: Boot keeps only that one source
 * behind all others, also behind a {@code @PropertySource} that is added later.
 */
final class HardeningDefaults extends MapPropertySource implements OriginLookup<String> {

	private static final Origin ORIGIN = new Origin() {

		@Override
		public String toString() {
			return "default of the hardening starter";
		}

	};

	private final Set<String> hardened;

	private HardeningDefaults(Map<String, Object> source, Set<String> hardened) {
		super(DefaultPropertiesPropertySource.NAME, source);
		this.hardened = Set.copyOf(hardened);
	}

	static void addTo(MutablePropertySources sources, Map<String, Object> defaults) {
		PropertySource<?> existing = sources.get(DefaultPropertiesPropertySource.NAME);
		Map<String, Object> merged = new LinkedHashMap<>(defaults);
		if (existing instanceof EnumerablePropertySource<?> users) {
			for (String name : users.getPropertyNames()) {
				merged.put(name, users.getProperty(name));
			}
		}
		HardeningDefaults source = new HardeningDefaults(merged, defaults.keySet());
		if (existing != null) {
			sources.replace(DefaultPropertiesPropertySource.NAME, source);
		}
		else {
			sources.addLast(source);
		}
	}

	@Override
	public @Nullable Origin getOrigin(String key) {
		return this.hardened.contains(key) ? ORIGIN : null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
