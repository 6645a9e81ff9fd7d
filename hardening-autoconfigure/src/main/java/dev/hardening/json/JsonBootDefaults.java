package dev.hardening.json;

import dev.hardening.environment.BootDefaults;
import dev.hardening.environment.InvalidPropertyException;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Hands the bounds to Jackson through Boot's own keys.
 */
class JsonBootDefaults implements BootDefaults {

	private static final String CONSTRAINTS = "spring.jackson.factory.constraints.read.";

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		JsonProperties properties = Binder.get(environment).bindOrCreate("hardening.json", JsonProperties.class);
		positive("max-depth", properties.maxDepth(), properties.maxDepth());
		positive("max-string-length", properties.maxStringLength(), properties.maxStringLength().toBytes());
		defaults.set("spring.jackson.deserialization.fail-on-unknown-properties", properties.rejectUnknownProperties());
		defaults.set("spring.jackson.read.strict-duplicate-detection", properties.rejectDuplicateProperties());
		defaults.set(CONSTRAINTS + "max-nesting-depth", properties.maxDepth());
		defaults.set(CONSTRAINTS + "max-string-length",
				(int) Math.min(Integer.MAX_VALUE, properties.maxStringLength().toBytes()));
	}

	private void positive(String name, Object configured, long value) {
		if (value <= 0) {
			throw new InvalidPropertyException("hardening.json." + name, configured, "would refuse every JSON body",
					"Write a positive value.");
		}
	}

}
