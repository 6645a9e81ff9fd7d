package dev.hardening.headers;

import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Binds properties as an application would.
 */
final class HeadersPropertiesFixture {

	private HeadersPropertiesFixture() {
	}

	static HeadersProperties of(Map<String, String> properties) {
		Map<String, String> full = properties.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> "hardening.headers." + entry.getKey(), Map.Entry::getValue));
		return new Binder(new MapConfigurationPropertySource(full)).bindOrCreate("hardening.headers",
				HeadersProperties.class);
	}

}
