package dev.hardening.actuator.servlet;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * An application with endpoints of every kind.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
class EndpointsApplication {

	@Bean
	Mappings mappings() {
		return new Mappings();
	}

	@Bean
	Echo echo() {
		return new Echo();
	}

	@Bean
	Tail tail() {
		return new Tail();
	}

	@Bean
	Old old() {
		return new Old();
	}

	@Bean
	Older older() {
		return new Older();
	}

	/** The mapping, also that of a context for a port of its own. */
	static class Mappings implements ApplicationListener<ServletWebServerInitializedEvent> {

		private WebMvcEndpointHandlerMapping mapping;

		private int port;

		WebMvcEndpointHandlerMapping mapping() {
			return this.mapping;
		}

		int port() {
			return this.port;
		}

		@Override
		public void onApplicationEvent(ServletWebServerInitializedEvent event) {
			event.getApplicationContext().getBeanProvider(WebMvcEndpointHandlerMapping.class).ifAvailable((mapping) -> {
				this.mapping = mapping;
				this.port = event.getWebServer().getPort();
			});
		}

	}

	@Endpoint(id = "echo")
	static class Echo {

		@ReadOperation
		Map<String, String> all() {
			return Map.of("echo", "all");
		}

		@ReadOperation(produces = "text/plain")
		String one(@Selector String text) {
			return "echo of " + text;
		}

		@WriteOperation
		void write(@Selector String text) {
		}

		@DeleteOperation
		void delete(@Selector String text) {
		}

	}

	@Endpoint(id = "tail")
	static class Tail {

		@ReadOperation
		String tail(@Selector(match = Match.ALL_REMAINING) String... parts) {
			return String.join(" ", parts);
		}

	}

	// Kinds of endpoints that Boot maps elsewhere, and links to from here.
	@SuppressWarnings("removal")
	@org.springframework.boot.actuate.endpoint.web.annotation.ServletEndpoint(id = "old")
	static class Old implements Supplier<org.springframework.boot.actuate.endpoint.web.EndpointServlet> {

		@Override
		public org.springframework.boot.actuate.endpoint.web.EndpointServlet get() {
			return new org.springframework.boot.actuate.endpoint.web.EndpointServlet(OldServlet.class);
		}

	}

	static class OldServlet extends HttpServlet {

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) {
			response.setContentType("text/plain");
		}

	}

	@SuppressWarnings("removal")
	@org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint(id = "older")
	static class Older {

		@GetMapping("/{text}")
		String older(@PathVariable String text) {
			return text;
		}

	}

}
