package dev.hardening.shutdown.servlet;

import java.time.Duration;

import dev.hardening.shutdown.ShutdownAutoConfiguration;
import dev.hardening.shutdown.ShutdownProperties;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Lets Tomcat write its last answers.
 */
@AutoConfiguration(after = ShutdownAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ TomcatWebServer.class, VirtualThreadExecutor.class })
@ConditionalOnBean(ShutdownProperties.class)
@ConditionalOnProperty(name = "server.shutdown", havingValue = "graceful", matchIfMissing = true)
public final class TomcatShutdownAutoConfiguration {

	// They have a thread, and wait for the processor.
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	@Bean
	UnwrittenAnswers unwrittenAnswers() {
		return new UnwrittenAnswers(PATIENCE);
	}

	// After Boot's own customizer, which sets the executor of virtual threads.
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> countedVirtualThreads() {
		return (factory) -> factory.addProtocolHandlerCustomizers(TomcatShutdownAutoConfiguration::count);
	}

	private static void count(ProtocolHandler handler) {
		if (handler.getExecutor() instanceof VirtualThreadExecutor executor) {
			handler.setExecutor(new CountedExecutor(executor));
		}
	}

}
