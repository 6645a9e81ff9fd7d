package dev.hardening.benchmarks.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
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

	/** What is measured. */
	static final List<String> CONTROLS = List.of("headers", "cors", "hosts", "requests");

	/** Whether the controls are on. */
	@Param({ "false", "true" })
	public boolean edge;

	private ConfigurableApplicationContext context;

	private Filter chain;

	@Setup
	public void start() {
		start(this.edge ? CONTROLS : List.of());
	}

	void start(List<String> controls) {
		List<String> properties = new ArrayList<>(
				List.of("--hardening.rate-limit.enabled=false", "--hardening.lockout.enabled=false",
						"--hardening.security.rules[0].paths=/**", "--hardening.security.rules[0].access=permit-all"));
		for (String control : CONTROLS) {
			properties.add("--hardening.%s.enabled=%s".formatted(control, controls.contains(control)));
		}
		properties.add("--hardening.hosts.allowed=" + (controls.contains("hosts") ? "localhost" : ""));
		properties.add("--hardening.cors.allowed-origins=https://app.example.com");
		this.context = Started.with(properties.toArray(String[]::new));
		Filter security = this.context.getBean("springSecurityFilterChain", Filter.class);
		this.chain = controls.contains("hosts") ? behind(security) : security;
	}

	// Hosts are checked before the security chain.
	private Filter behind(Filter security) {
		Filter hosts = Objects
			.requireNonNull(this.context.getBean("allowedHostsFilter", FilterRegistrationBean.class).getFilter());
		return (request, response, rest) -> hosts.doFilter(request, response,
				(behind, answer) -> security.doFilter(behind, answer, rest));
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
