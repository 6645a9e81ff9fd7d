package dev.hardening.health.servlet;

import java.util.Map;

import dev.hardening.health.HealthAutoConfiguration;
import dev.hardening.health.HealthProperties;
import dev.hardening.health.Probes;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Answers the probes on the servlet stack, on the port of the application.
 */
@AutoConfiguration(after = HealthAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(Probes.class)
public final class HealthServletAutoConfiguration {

	/**
	 * Before the controllers: the security rules open these paths, so nothing but a probe
	 * may answer them, least of all a controller that happens to match every path.
	 */
	static final int ORDER = -100;

	@Bean
	HandlerMapping probeHandlerMapping(HealthProperties properties, Probes probes) {
		return new SimpleUrlHandlerMapping(Map.of(properties.healthPath(),
				new ProbeHandler((request) -> probes.health(showsChecks(properties, request))), properties.readyPath(),
				new ProbeHandler((request) -> probes.ready(showsChecks(properties, request))), properties.livePath(),
				new ProbeHandler((request) -> probes.live())), ORDER);
	}

	private boolean showsChecks(HealthProperties properties, HttpServletRequest request) {
		return switch (properties.showChecks()) {
			case ALWAYS -> true;
			case WHEN_AUTHORIZED -> CallerAuthority.isOperator(request);
			case NEVER -> false;
		};
	}

}
