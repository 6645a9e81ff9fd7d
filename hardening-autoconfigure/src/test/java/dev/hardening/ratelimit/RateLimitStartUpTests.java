package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.ratelimit.local.LocalRateLimitStore;
import dev.hardening.ratelimit.servlet.RateLimitServletAutoConfiguration;
import dev.hardening.test.LogLines;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.WebServletAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link RateLimitAutoConfiguration} wires and refuses.
 */
class RateLimitStartUpTests {

	private static final Class<?>[] CONFIGURATIONS = { WebServletAutoConfiguration.class,
			LocalRateLimitAutoConfiguration.class, RateLimitAutoConfiguration.class,
			RateLimitServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class };

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CONFIGURATIONS));

	@Test
	void startWhenNothingIsConfiguredHasTheDefaultPolicy() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(RateLimitStore.class).hasSingleBean(RateLimiter.class);
			assertThat(context.getBeansOfType(ChainFilter.class)).hasSize(2);
			assertThat(context.getBean(RateLimitPolicies.class).all()).extracting(RateLimitPolicy::name)
				.containsExactly("api");
		});
	}

	@Test
	void startWhenSwitchedOffWiresNothing() {
		this.runner.withPropertyValues("hardening.rate-limit.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RateLimits.class).doesNotHaveBean(ChainFilter.class));
	}

	@Test
	void startWhenNotAServletApplicationWiresNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CONFIGURATIONS))
			.run((context) -> assertThat(context).doesNotHaveBean(RateLimits.class));
	}

	@Test
	void startWhenCaffeineIsAbsentHasNoLocalStore() {
		this.runner.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RateLimitStore.class));
	}

	@Test
	void startWhenUserHasAStoreUsesThat() {
		this.runner.withUserConfiguration(OwnStore.class)
			.run((context) -> assertThat(context).hasSingleBean(RateLimitStore.class)
				.doesNotHaveBean("localRateLimitStore"));
	}

	@Test
	void startWhenDefaultPolicyIsPartlyOverriddenKeepsTheRest() {
		this.runner.withPropertyValues("hardening.rate-limit.policies.api.limits[0]=7/1m").run((context) -> {
			RateLimitPolicy policy = context.getBean(RateLimitPolicies.class).get("api");
			assertThat(policy.quota().limits()).containsExactly(Limit.parse("7/1m"));
			assertThat(policy.exclude().isEmpty()).isFalse();
			assertThat(policy.paths()).extracting(Object::toString).containsExactly("/**");
		});
	}

	@Test
	void startWhenDefaultPolicyIsSwitchedOffHasNone() {
		this.runner.withPropertyValues("hardening.rate-limit.policies.api.enabled=false")
			.run((context) -> assertThat(context.getBean(RateLimitPolicies.class).all()).isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					policies.login.limits=5 | policies.login.limits[0] | permits and a period
					policies.login.limits=0/1m | policies.login.limits[0] | permits
					policies.login.key=ip | policies.login.limits | needs
					policies.login.limits=5/1m,9/60s | policies.login.limits | same period
					policies.login.limits=5/1m;policies.login.cost=6 | policies.login.cost | never admits
					policies.login.limits=5/1m;policies.login.cost=0 | policies.login.cost | charges nothing
					policies.login.limits=5/1m;policies.login.burst=-1 | policies.login.burst | number of permits
					policies.login.limits=5/1m;policies.login.key=user | policies.login.key | is not a key
					policies.login.limits=5/1m;policies.login.key=bean:absent | policies.login.key | no bean
					policies.login.limits=5/1m;policies.login.key=header: | policies.login.key | is not a key
					policies.login.limits=5/1m;policies.login.key=header:a b | policies.login.key | is not a key
					policies.login.limits=5/1m;policies.login.tiers.ROLE_PRO=5/60s | policies.login.tiers.ROLE_PRO | repeats
					policies.login.limits=5/1m;policies.login.tiers.ROLE_PRO=x | policies.login.tiers.ROLE_PRO[0] | permits
					policies.login.limits=5/1m;policies.login.cost=3;policies.login.tiers.T=2/1m | policies.login.tiers.T | never
					policies.login.limits=5/1m;policies.login.paths=login | policies.login.paths[0] | never match
					policies.login.limits=5/1m;policies.login.paths=/a/{b | policies.login.paths[0] | path pattern
					policies.login.limits=5/1m;policies.login.exclude=/{a}/{a} | policies.login.exclude[0] | path pattern
					policies.login.limits=5/1m;policies.login.methods=GE T | policies.login.methods[0] | HTTP method
					policies.[lo"gin].limits=5/1m | policies.lo"gin | header can carry
					safelist=10.0.0.0/33 | safelist[0] | address block
					blocklist=localhost | blocklist[0] | address block
					near-limit=0 | near-limit | share
					near-limit=1.5 | near-limit | share
					max-clients=0 | max-clients | nobody
					store=redis | store | Redis
					store=proxy-manager | store | ProxyManager
					""")
	void startWhenAValueCannotWorkNamesItsKey(String properties, String key, String reason) {
		List<String> all = new ArrayList<>();
		for (String property : properties.split(";")) {
			all.add("hardening.rate-limit." + property);
		}
		this.runner.withPropertyValues(all.toArray(String[]::new)).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure.key()).isEqualTo("hardening.rate-limit." + key);
					assertThat(failure.reason()).contains(reason);
				});
		});
	}

	@Test
	void startWhenAPolicyMatchesNoHandlerWarns() {
		try (LogLines log = LogLines.ofPackage("dev.hardening.ratelimit")) {
			this.runner.withUserConfiguration(Orders.class)
				.withPropertyValues("hardening.rate-limit.policies.slip.paths=/order/{id}",
						"hardening.rate-limit.policies.slip.limits=5/1m",
						"hardening.rate-limit.policies.fine.paths=/orders/1",
						"hardening.rate-limit.policies.fine.limits=5/1m",
						"hardening.rate-limit.policies.wide.paths=/or*/**",
						"hardening.rate-limit.policies.wide.limits=5/1m")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).singleElement().asString().contains("policies.slip match none");
		}
	}

	@Test
	void startWhenTwoAnnotationsShareANameWithoutAgreeingFails() {
		this.runner.withUserConfiguration(Disagreeing.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.rate-limit.policies.shared"));
	}

	@Test
	void startWhenTwoHandlersWouldShareADerivedNameFails() {
		this.runner.withUserConfiguration(Overloaded.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.rate-limit.policies.Overloaded.find"));
	}

	@Test
	void startWhenAnAnnotationHasAnInvalidLimitFails() {
		this.runner.withUserConfiguration(Invalid.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.rate-limit.policies.Invalid.find.limits[0]"));
	}

	@Test
	void startWhenYamlGivesPathsToAnAnnotatedPolicyFails() {
		this.runner.withUserConfiguration(Named.class)
			.withPropertyValues("hardening.rate-limit.policies.shared.paths=/elsewhere",
					"hardening.rate-limit.policies.shared.limits=5/1m")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.rate-limit.policies.shared.paths"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		RateLimitStore store() {
			return new LocalRateLimitStore(10, new ManualTimeMeter());
		}

	}

	@RestController
	static class Orders {

		@GetMapping("/orders/{id}")
		String find() {
			return "";
		}

	}

	@RestController
	static class Disagreeing {

		@RateLimit(value = "1/1m", name = "shared")
		@GetMapping("/one")
		String one() {
			return "";
		}

		@RateLimit(value = "2/1m", name = "shared")
		@GetMapping("/two")
		String two() {
			return "";
		}

	}

	@RestController
	static class Overloaded {

		@RateLimit("1/1m")
		@GetMapping("/one")
		String find() {
			return "";
		}

		@RateLimit("1/1m")
		@GetMapping("/two")
		String find(String query) {
			return "";
		}

	}

	@RestController
	static class Invalid {

		@RateLimit("often")
		@GetMapping("/one")
		String find() {
			return "";
		}

	}

	@RestController
	static class Named {

		@RateLimit(value = "1/1m", name = "shared")
		@GetMapping("/one")
		String find() {
			return "";
		}

	}

}
