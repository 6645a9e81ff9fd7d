package dev.hardening.signedurl.servlet;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.signedurl.SignedUrlAutoConfiguration;
import dev.hardening.signedurl.SignedUrlProperties;
import dev.hardening.signedurl.SignedUrlService;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.WebServletAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Puts the verification of links into every security chain, after the mechanisms that
 * tell who asks, since a link may be for one user only.
 */
@AutoConfiguration(after = { SignedUrlAutoConfiguration.class, WebServletAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(SecurityFilterChain.class)
@ConditionalOnBean({ SignedUrlService.class, SignedUrlProperties.class })
public final class SignedUrlServletAutoConfiguration {

	@Bean
	@Order(100)
	ChainFilter signedUrlChainFilter(SignedUrlProperties properties, SignedUrlService service,
			ClientAddressResolver addresses, ProblemWriter problems, ControlReporter reporter) {
		return new ChainFilter(ChainStage.AUTHENTICATION,
				new SignedUrlFilter(patterns(properties.paths()), service, addresses, problems, reporter));
	}

	private List<PathPattern> patterns(List<String> paths) {
		List<PathPattern> patterns = new ArrayList<>();
		for (int i = 0; i < paths.size(); i++) {
			try {
				patterns.add(PathPatternParser.defaultInstance.parse(paths.get(i)));
			}
			catch (PatternParseException ex) {
				throw new InvalidPropertyException("hardening.signed-urls.paths[%d]".formatted(i), paths.get(i),
						"is not a path pattern: " + ex.getMessage(), "Write for example /files/**.");
			}
		}
		return List.copyOf(patterns);
	}

}
