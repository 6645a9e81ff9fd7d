package dev.hardening.web.servlet;

import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ClientAddressResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebServletAutoConfiguration}.
 */
class WebServletAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebServletAutoConfiguration.class));

	@Test
	void beansWhenNothingIsConfiguredAreThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(ClientAddressResolver.class)
			.hasSingleBean(ProblemWriter.class));
	}

	@Test
	void beansWhenTheUserHasThemAreTheUsers() {
		ClientAddressResolver own = new ClientAddressResolver(List.of(), "forwarded", 56);
		this.runner.withBean(ClientAddressResolver.class, () -> own)
			.run((context) -> assertThat(context.getBean(ClientAddressResolver.class)).isSameAs(own));
	}

	@Test
	void beansWhenNotAWebApplicationAreAbsent() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebServletAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ProblemWriter.class));
	}

	@ParameterizedTest
	@CsvSource({ "trusted-proxies=10.0.0.1/8, trusted-proxies[0]", "trusted-proxies=proxy.internal, trusted-proxies[0]",
			"ipv6-prefix=0, ipv6-prefix", "ipv6-prefix=129, ipv6-prefix", "header=, header",
			"header=x forwarded, header" })
	void startWhenAValueCannotWorkNamesTheKey(String property, String key) {
		this.runner.withPropertyValues("hardening.client-ip." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(ex) -> assertThat(ex.key()).isEqualTo("hardening.client-ip." + key)));
	}

}
