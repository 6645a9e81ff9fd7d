package dev.hardening.web.servlet;

import dev.hardening.web.ControlReporter;
import dev.hardening.web.RequestBounds;
import org.apache.catalina.Host;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Replaces Tomcat's own error pages.
 */
@AutoConfiguration(after = WebServletAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ ConfigurableTomcatWebServerFactory.class, ErrorReportValve.class })
public final class TomcatProblemAutoConfiguration {

	// After Boot's own customizer: of two such valves, the one added last reports.
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatProblemCustomizer(
			ObjectProvider<ProblemWriter> problems, ObjectProvider<ControlReporter> reporter,
			ObjectProvider<RequestBounds> bounds, ObjectProvider<ServerRefusalListener> listeners) {
		return (factory) -> factory.addContextCustomizers(
				(context) -> install((Host) context.getParent(), new TomcatProblemValve(problems.getObject(),
						reporter.getObject(), bounds.getIfAvailable(), listeners.orderedStream().toList())));
	}

	private static void install(Host host, TomcatProblemValve valve) {
		host.getPipeline().addValve(valve);
		if (host instanceof StandardHost standard) {
			// Or it would add the valve that it knows by default, behind ours.
			standard.setErrorReportValveClass(TomcatProblemValve.class.getName());
		}
	}

}
