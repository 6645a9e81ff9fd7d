package dev.hardening.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.hardening.environment.UnknownPropertiesException.Unknown;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses keys under {@code hardening} that do not exist, in whatever form and source,
 * before any bean is made.
 */
class UnknownPropertiesCheck implements BeanFactoryPostProcessor, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(UnknownPropertiesCheck.class);

	private final ConfigurableEnvironment environment;

	UnknownPropertiesCheck(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		PropertyTree tree = PropertyTree.load(beanFactory.getBeanClassLoader());
		NearestKey nearest = new NearestKey(tree);
		List<Unknown> unknown = new ArrayList<>();
		Set<String> variables = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(this.environment.getPropertySources())) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean variable = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				iterable.stream().filter(PropertyTree.PREFIX::isAncestorOf).distinct().forEach((name) -> {
					if (variable && !tree.knowsVariable(name) && !namesFile(tree, name)) {
						variables.add(variable(name));
					}
					else if (!variable && tree.find(name).isEmpty()) {
						unknown.add(new Unknown(name.toString(), origin(source, name), nearest.to(name.toString())));
					}
				});
			}
		}
		report(unknown, variables);
	}

	private void report(List<Unknown> unknown, Set<String> variables) {
		if (!variables.isEmpty()) {
			// Kubernetes sets variables such as HARDENING_PORT for a service of that
			// name; they must not stop a start.
			logger.warn(variables.stream()
				.collect(Collectors.joining(", ", "Environment variables that stand for no known property: ", "")));
		}
		if (!unknown.isEmpty()) {
			throw new UnknownPropertiesException(unknown);
		}
	}

	private String variable(ConfigurationPropertyName name) {
		return name.toString().toUpperCase(Locale.ROOT).replace('.', '_').replace('[', '_').replace("]", "");
	}

	private boolean namesFile(PropertyTree tree, ConfigurationPropertyName name) {
		return name.getNumberOfElements() > 2
				&& name.getLastElement(ConfigurationPropertyName.Form.UNIFORM).equals("file")
				&& tree.knowsVariable(name.getParent());
	}

	private String origin(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return Origins.describe((property != null) ? property.getOrigin() : null);
	}

}
