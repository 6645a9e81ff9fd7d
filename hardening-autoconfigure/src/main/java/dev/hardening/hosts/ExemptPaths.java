package dev.hardening.hosts;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ClientRequest;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * The paths that probes ask for, by address and over plain HTTP.
 */
final class ExemptPaths {

	private final List<PathPattern> patterns = new ArrayList<>();

	ExemptPaths(List<String> paths) {
		for (int i = 0; i < paths.size(); i++) {
			try {
				this.patterns.add(PathPatternParser.defaultInstance.parse(paths.get(i)));
			}
			catch (PatternParseException ex) {
				throw new InvalidPropertyException("hardening.hosts.exempt-paths[%d]".formatted(i), paths.get(i),
						"is not a path pattern: " + ex.getMessage(), "Write a pattern such as /health.");
			}
		}
	}

	boolean contains(ClientRequest request) {
		for (PathPattern pattern : this.patterns) {
			if (pattern.matches(request.path())) {
				return true;
			}
		}
		return false;
	}

}
