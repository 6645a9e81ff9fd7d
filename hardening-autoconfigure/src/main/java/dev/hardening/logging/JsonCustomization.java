package dev.hardening.logging;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Tells whether anything of the user's changes what a JSON line says. Boot hands every
 * formatter a customizer, also where there is nothing to customize.
 */
final class JsonCustomization {

	private static final String STACK_TRACE = "stacktrace";

	private JsonCustomization() {
	}

	static boolean existsIn(Environment environment) {
		Map<String, Object> properties = Binder.get(environment)
			.bind("logging.structured.json", Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of());
		// How a stack trace is printed is no matter of the members.
		return properties.keySet().stream().anyMatch((key) -> !key.equals(STACK_TRACE)) || isInFactories();
	}

	private static boolean isInFactories() {
		AtomicBoolean failed = new AtomicBoolean();
		return !SpringFactoriesLoader.forDefaultResourceLocation()
			.load(StructuredLoggingJsonMembersCustomizer.class, (type, name, failure) -> failed.set(true))
			.isEmpty() || failed.get();
	}

}
