package dev.hardening.json;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on JSON.
 *
 * @param rejectUnknownProperties Whether a member that the target does not know is an
 * error rather than ignored.
 * @param rejectDuplicateProperties Whether an object that names a member twice is an
 * error. Of two values, the one that was checked may not be the one that is used.
 * @param maxDepth Deepest nesting of objects and arrays.
 * @param maxStringLength Longest string value.
 */
@ConfigurationProperties("hardening.json")
public record JsonProperties(@DefaultValue("true") boolean rejectUnknownProperties,
		@DefaultValue("true") boolean rejectDuplicateProperties, @DefaultValue("100") int maxDepth,
		@DefaultValue("1MB") DataSize maxStringLength) {

}
