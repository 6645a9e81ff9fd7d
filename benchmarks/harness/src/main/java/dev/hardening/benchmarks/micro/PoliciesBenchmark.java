package dev.hardening.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.ratelimit.ClientIdentity;
import dev.hardening.ratelimit.RateLimitExchange;
import dev.hardening.ratelimit.RateLimitStage;
import dev.hardening.ratelimit.RateLimits;
import dev.hardening.web.Problem;
import dev.hardening.web.servlet.ServletClientRequest;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;

/**
 * A request in an application with one policy, and in one with a thousand.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class PoliciesBenchmark {

	/** How many policies there are. */
	@Param({ "1", "1000" })
	public int policies;

	private ConfigurableApplicationContext context;

	private RateLimits limits;

	@Setup
	public void start() {
		List<String> properties = new ArrayList<>(List.of("--hardening.rate-limit.policies.api.enabled=false"));
		for (int i = 0; i < this.policies; i++) {
			String policy = "--hardening.rate-limit.policies.p%d.".formatted(i);
			properties.add(policy + "paths=/p%d/**".formatted(i));
			properties.add(policy + "limits=1000000000/1m");
		}
		this.context = Started.with(properties.toArray(String[]::new));
		this.limits = this.context.getBean(RateLimits.class);
	}

	@TearDown
	public void stop() {
		this.context.close();
	}

	@Benchmark
	public @Nullable Problem request() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/p0/items/7");
		RateLimitExchange exchange = this.limits.open(ServletClientRequest.of(request));
		return this.limits.check(exchange, RateLimitStage.ADDRESS, ClientIdentity.ANONYMOUS);
	}

}
