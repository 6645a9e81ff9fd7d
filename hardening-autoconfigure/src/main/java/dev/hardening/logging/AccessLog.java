package dev.hardening.logging;

import java.time.Clock;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.RedactionPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Writes one line for every request: fields for a machine, and a sentence of the same for
 * someone who watches. Goes through the logging system like any other line, so that there
 * is one stream.
 */
public final class AccessLog implements DisposableBean {

	/** The name of the logger. */
	static final String LOGGER = "hardening.access";

	private static final int LONGEST_METHOD = 32;

	private static final int LONGEST_AGENT = 256;

	private final Logger logger = LoggerFactory.getLogger(LOGGER);

	private final List<PathPattern> excluded;

	private final AccessTarget target;

	private final FloodGauge gauge;

	/**
	 * Create the log.
	 * @param properties what to log
	 * @param policy what to mask
	 * @param clock tells the time
	 */
	public AccessLog(LoggingProperties.AccessLog properties, RedactionPolicy policy, Clock clock) {
		int most = properties.rejectionsPerSecond();
		if (most < 1) {
			throw new InvalidPropertyException("hardening.logging.access-log.rejections-per-second", most,
					"would log no refusal at all", "Write 1 or more, or switch the access log off.");
		}
		this.excluded = parse(properties.exclude());
		this.target = new AccessTarget(policy);
		this.gauge = new FloodGauge(most, clock);
	}

	private static List<PathPattern> parse(List<String> patterns) {
		return patterns.stream().map((pattern) -> {
			try {
				return PathPatternParser.defaultInstance.parse(pattern);
			}
			catch (PatternParseException ex) {
				throw new InvalidPropertyException("hardening.logging.access-log.exclude", pattern,
						"is not a path pattern: " + ex.getMessage(), "Write a pattern such as /health or /static/**.");
			}
		}).toList();
	}

	/**
	 * Return whether a request is logged.
	 * @param path the path of the request
	 * @return {@code false} if it is excluded
	 */
	public boolean includes(PathContainer path) {
		for (PathPattern pattern : this.excluded) {
			if (pattern.matches(path)) {
				return false;
			}
		}
		return this.logger.isInfoEnabled();
	}

	/**
	 * Write the line of a request, or count it where there are too many of its kind.
	 * @param entry the request
	 */
	public void write(AccessEntry entry) {
		this.gauge.sumUp(this::summary);
		if (!entry.isRejection() || this.gauge.admit(kind(entry))) {
			line(entry);
		}
	}

	private static String kind(AccessEntry entry) {
		return (entry.refusedBy() != null) ? entry.status() + " " + entry.refusedBy() : String.valueOf(entry.status());
	}

	private void line(AccessEntry entry) {
		AccessLine line = new AccessLine(this.logger.atInfo());
		String path = this.target.path(entry.path());
		line = line.add("", "method", LogText.bound(entry.method(), LONGEST_METHOD)).add(" ", "path", path);
		if (entry.query() != null) {
			line.add("?", "query", this.target.query(entry.query()));
		}
		line.add(" ", "status", entry.status())
			.add(" ms=", "duration_ms", entry.duration())
			.add(" bytes=", "bytes", entry.bytes())
			.add(" client=", "client", entry.client())
			.add(" user=", "user", entry.user())
			.add(" refused_by=", "refused_by", entry.refusedBy())
			.add(" agent=", "user_agent", agent(entry.userAgent()))
			.write();
	}

	private static @Nullable String agent(@Nullable String userAgent) {
		return (userAgent != null) ? LogText.bound(LogText.encode(userAgent), LONGEST_AGENT) : null;
	}

	private void summary(String kind, long count) {
		this.logger.atInfo()
			.addKeyValue("kind", kind)
			.addKeyValue("left_out", count)
			.log("{} more requests answered {} were not logged one by one", count, kind);
	}

	@Override
	public void destroy() {
		this.gauge.sumUpNow(this::summary);
	}

}
