package dev.hardening.validation.uploads;

import dev.hardening.environment.BootDefaults;
import dev.hardening.environment.InvalidPropertyException;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Gives the server the size of the largest file, so that it stops reading there.
 */
class UploadsBootDefaults implements BootDefaults {

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		UploadsProperties properties = Binder.get(environment)
			.bindOrCreate("hardening.uploads", UploadsProperties.class);
		if (properties.maxSize().toBytes() <= 0) {
			throw new InvalidPropertyException("hardening.uploads.max-size", properties.maxSize(),
					"would refuse every file", "Write a positive size such as 10MB.");
		}
		defaults.set("spring.servlet.multipart.max-file-size", properties.maxSize().toString());
	}

}
