package dev.hardening.headers.servlet;

import dev.hardening.headers.CspReports;
import dev.hardening.headers.CspReportsAutoConfiguration;
import dev.hardening.headers.HeadersProperties;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.ProblemWriter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;

/**
 * Takes reports about the content security policy in every security chain.
 */
@AutoConfiguration(after = CspReportsAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(CspReports.class)
public final class CspReportsServletAutoConfiguration {

	@Bean
	ChainFilter cspReportFilter(HeadersProperties properties, CspReports reports, ProblemWriter problems,
			ControlReporter reporter) {
		CspReportFilter filter = new CspReportFilter(CspReportFilter.matcher(properties.csp().reportPath()), reports,
				problems, reporter);
		return new ChainFilter(ChainStage.DEADLINE, filter);
	}

	@Bean
	Customizer<CsrfConfigurer<HttpSecurity>> cspReportCsrfCustomizer(HeadersProperties properties) {
		return (csrf) -> csrf.ignoringRequestMatchers(CspReportFilter.matcher(properties.csp().reportPath()));
	}

}
