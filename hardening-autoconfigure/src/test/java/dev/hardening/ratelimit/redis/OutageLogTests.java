package dev.hardening.ratelimit.redis;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class OutageLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(OutageLog.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stop() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void outageWhenProbedAgainAndAgainIsTwoLines() {
		OutageLog outages = new OutageLog();
		outages.moved(State.CLOSED);
		assertThat(this.log.list).isEmpty();
		for (int i = 0; i < 5; i++) {
			outages.failed(new IllegalStateException("outer", new IllegalArgumentException("the reason " + i)));
			outages.moved(State.OPEN);
			outages.moved(State.HALF_OPEN);
		}
		outages.moved(State.CLOSED);
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
		assertThat(this.log.list.get(0).getFormattedMessage()).contains("IllegalArgumentException: the reason 0");
		outages.moved(State.OPEN);
		assertThat(this.log.list).hasSize(3);
	}

}
