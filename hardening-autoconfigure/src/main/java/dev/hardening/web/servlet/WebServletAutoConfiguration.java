package dev.hardening.web.servlet;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.RedactionPolicy;
import dev.hardening.web.AddressBlock;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientIpProperties;
import dev.hardening.web.ControlListener;
import dev.hardening.web.ControlReporter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Wires what all features share on the servlet stack.
 */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(ClientIpProperties.class)
public final class WebServletAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClientAddressResolver clientAddressResolver(ClientIpProperties properties) {
		properties.validate();
		List<String> configured = properties.trustedProxies();
		return new ClientAddressResolver(trustedProxies((configured != null) ? configured : List.of()),
				properties.header(), properties.ipv6Prefix());
	}

	private List<AddressBlock> trustedProxies(List<String> configured) {
		List<AddressBlock> blocks = new ArrayList<>();
		for (int i = 0; i < configured.size(); i++) {
			try {
				blocks.add(AddressBlock.parse(configured.get(i)));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidPropertyException("hardening.client-ip.trusted-proxies[%d]".formatted(i),
						configured.get(i), "is not an address block: " + ex.getMessage(),
						"Write an address or a CIDR block, for example 10.0.0.0/8.");
			}
		}
		return blocks;
	}

	@Bean
	ControlReporter controlReporter(ObjectProvider<ControlListener> listeners) {
		return new ControlReporter(listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	ProblemWriter problemWriter(ObjectProvider<ProblemHeaders> headers, ObjectProvider<RedactionPolicy> policy) {
		return new ProblemWriter(headers.orderedStream().toList(), policy.getIfAvailable(RedactionPolicy::builtIn));
	}

	@Bean
	ChainFilterCustomizer chainFilterCustomizer(ObjectProvider<ChainFilter> filters) {
		return new ChainFilterCustomizer(filters.orderedStream().toList());
	}

}
