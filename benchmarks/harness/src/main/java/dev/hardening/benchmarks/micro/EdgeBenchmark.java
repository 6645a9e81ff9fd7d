package dev.hardening.benchmarks.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * The security chain with headers, hosts, CORS and request limits, and without them; all
 * other controls are off in both, so that the difference is what these cost.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class EdgeBenchmark {

	/** Whether the controls are on. */
	@Param({ "false", "true" })
	public boolean edge;

	private ConfigurableApplicationContext context;

	private Filter chain;

	@Setup
	public void start() {
		List<String> properties = new ArrayList<>(
				List.of("--hardening.rate-limit.enabled=false", "--hardening.lockout.enabled=false",
						"--hardening.security.rules[0].paths=/**", "--hardening.security.rules[0].access=permit-all"));
		for (String control : List.of("headers", "cors", "requests")) {
			properties.add("--hardening.%s.enabled=%s".formatted(control, this.edge));
		}
		if (this.edge) {
			properties.add("--hardening.hosts.allowed=localhost");
			properties.add("--hardening.cors.allowed-origins=https://app.example.com");
		}
		this.context = Started.with(properties.toArray(String[]::new));
		this.chain = this.context.getBean("springSecurityFilterChain", Filter.class);
	}

	@TearDown
	public void stop() {
		this.context.close();
	}

	@Benchmark
	public MockHttpServletResponse request() throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/items/7");
		request.setQueryString("page=1&size=20");
		request.addHeader(HttpHeaders.HOST, "localhost");
		request.addHeader(HttpHeaders.ORIGIN, "https://app.example.com");
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.chain.doFilter(request, response, (req, res) -> res.setContentType("application/json"));
		return response;
	}

}
