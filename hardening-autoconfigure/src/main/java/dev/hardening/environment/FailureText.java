package dev.hardening.environment;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.hardening.secrets.RedactionPolicy;
import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * The one form of all messages about wrong configuration: the key, its value unless that
 * is a secret, where it was written, what is wrong, what to do, and where to read on.
 */
public final class FailureText {

	private static final RedactionPolicy REDACTION = RedactionPolicy.builtIn();

	// Named like secrets, and none.
	private static final Set<String> PUBLIC = Set.of("hardening.rate-limit.policies.*.key");

	private final @Nullable Environment environment;

	private final PropertyTree tree;

	/**
	 * Create the text.
	 * @param environment where properties can be looked up, {@code null} when the start
	 * failed before there was a context
	 */
	public FailureText(@Nullable Environment environment) {
		this.environment = environment;
		this.tree = PropertyTree.load(null);
	}

	/**
	 * Return an analysis with a link to the documentation.
	 * @param description what is wrong, as whole sentences
	 * @param fix what to do, as whole sentences
	 * @param key the property whose documentation is linked
	 * @param cause what stopped the start
	 * @return the analysis
	 */
	public FailureAnalysis analysis(String description, String fix, String key, Throwable cause) {
		return new FailureAnalysis(description, fix + " See " + documentation(key) + ".", cause);
	}

	/**
	 * Return the beginning of "key is 'value' (from origin), which ...".
	 * @param key the full name of the property
	 * @param value its value, which is masked where it is secret
	 * @return the beginning of the sentence
	 */
	public String subject(String key, @Nullable Object value) {
		return key + " is " + value(key, written(key, value)) + from(key);
	}

	// As it was written rather than as it was understood: 1h, and not PT1H.
	private @Nullable Object written(String key, @Nullable Object value) {
		boolean understood = value instanceof Duration || value instanceof DataSize || value instanceof Number
				|| value instanceof Boolean;
		return understood ? property(key).map((property) -> resolved(key, property)).orElse(value) : value;
	}

	// For a property that is known: there is no environment to look it up in when the
	// start fails before there is a context.
	String subject(ConfigurationProperty property) {
		String key = property.getName().toString();
		return key + " is " + value(key, property.getValue()) + from(property);
	}

	ConfiguredValue configured(String key) {
		return property(key)
			.map((property) -> new ConfiguredValue(key, value(key, resolved(key, property)),
					Origins.describe(property.getOrigin())))
			.orElseGet(() -> new ConfiguredValue(key, null, null));
	}

	// What a placeholder stands for, unless that may not be shown anyway.
	private @Nullable Object resolved(String key, ConfigurationProperty property) {
		Object value = property.getValue();
		boolean placeholder = value instanceof String text && text.contains("${");
		return (placeholder && this.environment != null && !isSecret(key, value)) ? this.environment.getProperty(key)
				: value;
	}

	String from(String key) {
		return name(key).flatMap((name) -> first((source) -> holder(source, name))).map(this::from).orElse("");
	}

	// An element of a list is written in the source that has the list, as one text or one
	// by
	// one; the same element of a source behind it counts for nothing.
	private static @Nullable ConfigurationProperty holder(ConfigurationPropertySource source,
			ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return (property == null && name.isLastElementIndexed()) ? source.getConfigurationProperty(name.getParent())
				: property;
	}

	private String from(ConfigurationProperty property) {
		return " (from " + Origins.describe(property.getOrigin()) + ")";
	}

	private String value(String key, @Nullable Object value) {
		if (value == null) {
			return "not set";
		}
		return isSecret(key, value) ? "set to a value that is not shown"
				: "'" + REDACTION.redact(value.toString()) + "'";
	}

	private boolean isSecret(String key, Object value) {
		boolean named = REDACTION.isSensitive(key)
				&& node(key).filter((node) -> PUBLIC.contains(node.path())).isEmpty();
		if (value instanceof Secret || named) {
			return true;
		}
		Object configured = property(key).map(ConfigurationProperty::getValue).orElse(value);
		return isFromFile(value) || isFromFile(configured) || node(key).filter((node) -> isSecret(node)).isPresent();
	}

	// What comes from a file is text but no string, so that it is not even read here.
	private boolean isFromFile(Object value) {
		return value instanceof CharSequence && !(value instanceof String);
	}

	private boolean isSecret(PropertyNode node) {
		PropertyNode element = node.element();
		return node.type() == Secret.class || (element != null && element.type() == Secret.class);
	}

	private Optional<PropertyNode> node(String key) {
		return name(key).filter(PropertyTree.PREFIX::isAncestorOf).flatMap(this.tree::find);
	}

	String documentation(String key) {
		return node(key).map((node) -> "docs/properties.md#" + anchor(node.path())).orElseGet(() -> page(key));
	}

	// What is not the starter's own is checked for where other sites may read the
	// actuator,
	// or for secrets.
	private static String page(String key) {
		if (key.startsWith("hardening.")) {
			return "docs/properties.md";
		}
		return key.startsWith("management.endpoints.web.cors.") ? "docs/cors.md" : "docs/secrets.md";
	}

	static String anchor(String path) {
		return path.toLowerCase(Locale.ROOT).replace("[]", "").replace(".*", "").replace('.', '-');
	}

	private Optional<ConfigurationProperty> property(String key) {
		return name(key).flatMap((name) -> first((source) -> source.getConfigurationProperty(name)));
	}

	private Optional<ConfigurationProperty> first(
			Function<ConfigurationPropertySource, @Nullable ConfigurationProperty> lookup) {
		if (!(this.environment instanceof ConfigurableEnvironment configurable)) {
			return Optional.empty();
		}
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(configurable.getPropertySources())) {
			ConfigurationProperty property = lookup.apply(source);
			if (property != null) {
				return Optional.of(property);
			}
		}
		return Optional.empty();
	}

	private static Optional<ConfigurationPropertyName> name(String key) {
		return ConfigurationPropertyName.isValid(key) ? Optional.of(ConfigurationPropertyName.of(key))
				: Optional.empty();
	}

}
