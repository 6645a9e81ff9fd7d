package dev.hardening.logging;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Logback writes when, by a clock that stands still unless it is moved.
 */
class GatheredStreamTests {

	private final AtomicLong now = new AtomicLong();

	private final CountedOutput out = new CountedOutput();

	private final LoggerContext logback = new LoggerContext();

	@AfterEach
	void stop() {
		this.logback.stop();
	}

	@Test
	void accessLinesWhenTheyAreFewAreWrittenAtOnce() {
		Logger logger = logger(new GatheredStream(this.out, this.now::get));
		for (int i = 1; i <= 200; i++) {
			accessLine(logger, "x");
			assertThat(this.out.text()).hasSize(i);
			// 32 in each five milliseconds.
			this.now.addAndGet(Duration.ofMillis(5).toNanos() / 31);
		}
	}

	@Test
	void accessLinesWhenInABurstAreWrittenTogether() {
		GatheredStream stream = new GatheredStream(this.out, this.now::get);
		Logger logger = logger(stream);
		for (int i = 1; i <= 32; i++) {
			accessLine(logger, "x");
			assertThat(this.out.text()).hasSize(i);
		}
		for (int i = 33; i <= 100; i++) {
			accessLine(logger, "x");
		}
		assertThat(this.out.text()).hasSize(32);
		assertThat(this.out.flushes()).isEqualTo(32);
		stream.writeWaiting();
		assertThat(this.out.text()).hasSize(100);
		assertThat(this.out.flushes()).isEqualTo(33);
		stream.writeWaiting();
		assertThat(this.out.flushes()).as("nothing waits any more").isEqualTo(33);
	}

	@Test
	void accessLinesWhenTheBurstIsOverAreWrittenAtOnceAgain() {
		GatheredStream stream = new GatheredStream(this.out, this.now::get);
		Logger logger = logger(stream);
		burst(logger);
		this.now.addAndGet(Duration.ofMillis(5).toNanos());
		accessLine(logger, "x");
		assertThat(this.out.text()).as("it may go on").hasSize(32);
		this.now.addAndGet(Duration.ofMillis(5).toNanos());
		accessLine(logger, "x");
		assertThat(this.out.text()).hasSize(102);
		burst(logger);
		this.now.addAndGet(Duration.ofMillis(10).toNanos());
		accessLine(logger, "x");
		assertThat(this.out.text()).as("a pause ends it").hasSize(203);
	}

	@Test
	void otherLineWhenAccessLinesWaitIsWrittenAtOnceBehindThem() {
		Logger logger = logger(new GatheredStream(this.out, this.now::get));
		burst(logger);
		accessLine(logger, "last");
		logger.info("other");
		assertThat(this.out.text()).hasSize(109).endsWith("xlastother");
	}

	@Test
	void accessLinesWhenThereIsNoRoomForMoreAreWritten() {
		GatheredStream stream = new GatheredStream(this.out, this.now::get);
		Logger logger = logger(stream);
		for (int i = 0; i < 200; i++) {
			accessLine(logger, "x".repeat(1000));
		}
		assertThat(this.out.text()).hasSizeBetween(200_000 - 65_536, 199_999);
		accessLine(logger, "y".repeat(100_000));
		stream.writeWaiting();
		assertThat(this.out.text()).isEqualTo("x".repeat(200_000) + "y".repeat(100_000));
	}

	@Test
	void accessLinesWhenTheAppenderStopsAreWritten() {
		Logger logger = logger(new GatheredStream(this.out, this.now::get));
		burst(logger);
		assertThat(this.out.text()).hasSize(32);
		this.logback.stop();
		assertThat(this.out.text()).hasSize(100);
	}

	@Test
	void accessLinesWhenNothingFollowsAreWrittenByAThread() {
		Logger logger = logger(new GatheredStream(this.out));
		for (int i = 0; i < 1000; i++) {
			accessLine(logger, "x");
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> this.out.text().length() == 1000);
	}

	private Logger logger(OutputStream stream) {
		this.logback.setMDCAdapter(new LogbackMDCAdapter());
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(this.logback);
		encoder.setPattern("%msg");
		encoder.start();
		OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
		appender.setContext(this.logback);
		appender.setEncoder(encoder);
		appender.setOutputStream(stream);
		appender.start();
		Logger logger = this.logback.getLogger("test");
		logger.addAppender(appender);
		return logger;
	}

	private static void burst(Logger logger) {
		for (int i = 0; i < 100; i++) {
			accessLine(logger, "x");
		}
	}

	private static void accessLine(Logger logger, String text) {
		new AccessLine(logger.atInfo()).add("", "text", text).write();
		assertThat(AccessLine.isBeingWritten()).isFalse();
	}

	private static final class CountedOutput extends ByteArrayOutputStream {

		private int flushes;

		@Override
		public synchronized void flush() {
			this.flushes++;
		}

		synchronized int flushes() {
			return this.flushes;
		}

		synchronized String text() {
			return toString(StandardCharsets.US_ASCII);
		}

	}

}
