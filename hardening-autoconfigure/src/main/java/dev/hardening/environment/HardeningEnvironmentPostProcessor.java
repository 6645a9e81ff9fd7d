package dev.hardening.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.hardening.secrets.InvalidSecretException;
import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Sets what the {@link BootDefaults} contribute. Runs last, so that it sees everything
 * the user configured, and still before the logging system starts, so that defaults for
 * logging take effect.
 */
class HardeningEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private final Log logger;

	HardeningEnvironmentPostProcessor(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(HardeningEnvironmentPostProcessor.class);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		List<BootDefaults> contributors = SpringFactoriesLoader.forDefaultResourceLocation(application.getClassLoader())
			.load(BootDefaults.class);
		Map<String, Object> defaults = new LinkedHashMap<>();
		for (BootDefaults contributor : contributors) {
			contribute(contributor, environment, defaults);
		}
		defaults.keySet().removeIf((key) -> isSet(environment, ConfigurationPropertyName.of(key)));
		if (!defaults.isEmpty()) {
			HardeningDefaults.addTo(environment.getPropertySources(), defaults);
			// Names only: a value could hold a credential some day.
			this.logger.debug("Hardened defaults: " + String.join(", ", new TreeSet<>(defaults.keySet())));
		}
	}

	private void contribute(BootDefaults contributor, ConfigurableEnvironment environment,
			Map<String, Object> defaults) {
		try {
			contributor.contribute(environment, defaults::putIfAbsent);
		}
		catch (BindException | InvalidPropertyException | InvalidSecretException ex) {
			throw new EarlyFailureException(environment, ex);
		}
	}

	private boolean isSet(ConfigurableEnvironment environment, ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
			if (source.getConfigurationProperty(name) != null
					|| source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

}
