package dev.hardening.secrets;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.PropertySourceInfo;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The variables whose values are in files. Boot maps the names of a source like those of
 * the environment, for example {@code HARDENING_JWT_SECRET} to
 * {@code hardening.jwt.secret}, when it has this type and its name this ending.
 */
final class FileVariablesPropertySource extends SystemEnvironmentPropertySource
		implements PropertySourceInfo, OriginLookup<String> {

	static final String NAME = "files-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	private final @Nullable String prefix;

	FileVariablesPropertySource(Map<String, Object> source, @Nullable String prefix) {
		super(NAME, source);
		this.prefix = prefix;
	}

	@Override
	public @Nullable String getPrefix() {
		return this.prefix;
	}

	@Override
	public boolean isImmutable() {
		return true;
	}

	@Override
	public @Nullable Origin getOrigin(String key) {
		return (getSource().get(key) instanceof FileVariable file) ? new SystemEnvironmentOrigin(file.variable())
				: null;
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
