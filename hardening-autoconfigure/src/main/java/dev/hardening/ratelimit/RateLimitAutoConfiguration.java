package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.AddressBlock;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientIpProperties;
import dev.hardening.web.ControlReporter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Wires policies and decisions on top of whatever store there is. The configurations of
 * the stores come before this one.
 */
@AutoConfiguration(afterName = { "dev.hardening.web.servlet.WebServletAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "hardening.rate-limit.enabled", matchIfMissing = true)
@ConditionalOnBean({ RateLimitStore.class, ClientAddressResolver.class, ControlReporter.class })
@EnableConfigurationProperties({ RateLimitProperties.class, ClientIpProperties.class })
@Import({ RateLimitMetricsConfiguration.class, RateLimitEndpointConfiguration.class })
public final class RateLimitAutoConfiguration {

	@Bean
	RateLimitPolicies rateLimitPolicies(RateLimitProperties properties, ListableBeanFactory beans) {
		return new RateLimitPolicies(properties, (name) -> keyBean(name, beans));
	}

	private @Nullable KeySource keyBean(String name, ListableBeanFactory beans) {
		if (!beans.containsBean(name) || !beans.isTypeMatch(name, RateLimitKeyResolver.class)) {
			return null;
		}
		RateLimitKeyResolver resolver = beans.getBean(name, RateLimitKeyResolver.class);
		return KeySource.ofBean(resolver, resolver.needsIdentity());
	}

	@Bean
	ClientAccess rateLimitClientAccess(RateLimitProperties properties, ClientAddressResolver addresses,
			ClientIpProperties clientIp) {
		return new ClientAccess(addresses, blocks("safelist", properties.safelist()),
				blocks("blocklist", properties.blocklist()), properties.mode(),
				new UndeclaredProxies(addresses, clientIp));
	}

	private List<AddressBlock> blocks(String name, List<String> configured) {
		List<AddressBlock> blocks = new ArrayList<>();
		for (int i = 0; i < configured.size(); i++) {
			try {
				blocks.add(AddressBlock.parse(configured.get(i)));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidPropertyException("hardening.rate-limit.%s[%d]".formatted(name, i), configured.get(i),
						"is not an address block: " + ex.getMessage(),
						"Write an address or a CIDR block, for example 203.0.113.0/24.");
			}
		}
		return blocks;
	}

	@Bean
	RateLimits rateLimits(RateLimitProperties properties, RateLimitPolicies policies, RateLimitStore store,
			ClientAccess access, ControlReporter reporter, ObjectProvider<RateLimitListener> listeners) {
		if (!(properties.nearLimit() > 0 && properties.nearLimit() <= 1)) {
			throw new InvalidPropertyException("hardening.rate-limit.near-limit", properties.nearLimit(),
					"is not a share", "Use more than 0 and at most 1, for example 0.8.");
		}
		return new RateLimits(policies, store, access, RateLimitListener.all(listeners.orderedStream().toList()),
				reporter, properties.nearLimit());
	}

	@Bean
	RateLimitFields rateLimitFields(RateLimitProperties properties) {
		return new RateLimitFields(properties.headers());
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimiter rateLimiter(RateLimitPolicies policies, RateLimitStore store, ClientIpProperties clientIp,
			ObjectProvider<RateLimitListener> listeners) {
		return new PolicyRateLimiter(policies, store, RateLimitListener.all(listeners.orderedStream().toList()),
				clientIp.ipv6Prefix());
	}

}
