package dev.hardening.requests.servlet;

import dev.hardening.requests.DeadlineWatcher;
import dev.hardening.requests.RequestLimits;
import dev.hardening.requests.RequestsProperties;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.RequestBounds;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.WebServletAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Bounds requests in size and time on the servlet stack.
 */
@AutoConfiguration(after = WebServletAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "hardening.requests.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RequestsProperties.class)
public final class RequestsServletAutoConfiguration {

	@Bean
	RequestBounds requestBounds(RequestsProperties properties) {
		return new RequestBounds(properties.maxUriLength());
	}

	@Bean
	ChainFilter requestLimitsFilter(RequestsProperties properties, ControlReporter reporter, ProblemWriter writer) {
		return new ChainFilter(ChainStage.REQUEST_LIMITS,
				new RequestLimitsFilter(new RequestLimits(properties), properties.mode(), reporter, writer));
	}

	@Bean
	@Conditional(OnDeadlineCondition.Enforced.class)
	DeadlineWatcher deadlineWatcher(RequestsProperties properties) {
		return new DeadlineWatcher(properties.timeout());
	}

	@Bean
	@Conditional(OnDeadlineCondition.Enforced.class)
	ChainFilter deadlineFilter(DeadlineWatcher watcher, ControlReporter reporter, ProblemWriter writer) {
		return new ChainFilter(ChainStage.DEADLINE, new DeadlineFilter(watcher, reporter, writer));
	}

	@Bean
	@Conditional(OnDeadlineCondition.Reported.class)
	ChainFilter reportedDeadlineFilter(RequestsProperties properties, ControlReporter reporter) {
		return new ChainFilter(ChainStage.DEADLINE, new ReportedDeadlineFilter(properties.timeout(), reporter));
	}

}
