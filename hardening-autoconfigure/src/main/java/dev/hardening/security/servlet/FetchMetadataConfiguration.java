package dev.hardening.security.servlet;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.security.FetchMetadataProperties;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ProblemWriter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Wires the refusal of what pages of other sites ask for in the name of a user.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "hardening.security.fetch-metadata.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FetchMetadataProperties.class)
class FetchMetadataConfiguration {

	private static final String EXEMPT = "hardening.security.fetch-metadata.exempt[%d]";

	@Bean
	FetchMetadataCustomizer fetchMetadataCustomizer(FetchMetadataProperties properties,
			@Qualifier("corsConfigurationSource") ObjectProvider<CorsConfigurationSource> cors, ProblemWriter writer,
			ControlReporter reporter) {
		return new FetchMetadataCustomizer(new FetchMetadataFilter(properties.mode(), patterns(properties.exempt()),
				cors.getIfAvailable(), writer, reporter));
	}

	private List<PathPattern> patterns(List<String> paths) {
		List<PathPattern> patterns = new ArrayList<>();
		for (int i = 0; i < paths.size(); i++) {
			try {
				patterns.add(PathPatternParser.defaultInstance.parse(paths.get(i)));
			}
			catch (PatternParseException ex) {
				throw new InvalidPropertyException(EXEMPT.formatted(i), paths.get(i),
						"is not a path pattern: " + ex.getMessage(), "Write for example /callback/**.");
			}
		}
		return List.copyOf(patterns);
	}

}
