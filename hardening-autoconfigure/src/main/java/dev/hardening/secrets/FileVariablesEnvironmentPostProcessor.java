package dev.hardening.secrets;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Lets every environment variable {@code NAME_FILE} stand for {@code NAME} with the
 * content of the file, as Docker and Kubernetes mount secrets. Runs before the
 * configuration files are read, which may refer to such variables.
 */
class FileVariablesEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String SUFFIX = "_FILE";

	@Override
	public int getOrder() {
		return SpringApplicationJsonEnvironmentPostProcessor.DEFAULT_ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		MutablePropertySources sources = environment.getPropertySources();
		PropertySource<?> variables = sources.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		if (variables instanceof EnumerablePropertySource<?> enumerable) {
			Map<String, Object> values = fileVariables(enumerable);
			if (!values.isEmpty()) {
				// Before, because a list whose elements are in files would else be seen
				// half in the variables that name these.
				sources.addBefore(variables.getName(),
						new FileVariablesPropertySource(values, application.getEnvironmentPrefix()));
			}
		}
	}

	private Map<String, Object> fileVariables(EnumerablePropertySource<?> variables) {
		Set<String> set = new HashSet<>();
		for (String variable : variables.getPropertyNames()) {
			set.add(plain(variable));
		}
		Map<String, Object> values = new LinkedHashMap<>();
		for (String variable : variables.getPropertyNames()) {
			String name = withoutSuffix(variable);
			Object path = variables.getProperty(variable);
			if (name != null && !set.contains(plain(name)) && path != null && !path.toString().isBlank()) {
				values.put(name, new FileVariable(variable, path.toString()));
			}
		}
		return values;
	}

	// SHUT_DOWN and SHUTDOWN may both stand for shut-down.
	private String plain(String variable) {
		return variable.replace("_", "").toLowerCase(Locale.ROOT);
	}

	private @Nullable String withoutSuffix(String variable) {
		int length = variable.length() - SUFFIX.length();
		boolean matches = length > 0 && variable.regionMatches(true, length, SUFFIX, 0, SUFFIX.length());
		return matches ? variable.substring(0, length) : null;
	}

}
