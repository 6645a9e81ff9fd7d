package dev.hardening.sample.login;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DroppedResetsTests {

	private static final String LINE = "Password resets are dropped, since too many wait: ";

	@Test
	void resetsWhenManyAreDroppedAreCountedAndToldOnceAMinute(CapturedOutput output) {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		// The clock of the JDK may be anywhere, and pass its end.
		AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());
		DroppedResets dropped = new DroppedResets(meters, nanos::get);
		for (int i = 0; i < 1000; i++) {
			dropped.count(DroppedResets.Stage.LOOK_UP);
		}
		assertThat(meters.get("studio.password.resets.dropped").tag("stage", "look-up").counter().count())
			.isEqualTo(1000);
		assertThat(lines(output)).isOne();
		nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
		dropped.count(DroppedResets.Stage.DELIVERY);
		assertThat(lines(output)).isOne();
		nanos.incrementAndGet();
		dropped.count(DroppedResets.Stage.DELIVERY);
		assertThat(lines(output)).isEqualTo(2);
		assertThat(output.toString()).contains(LINE + "1 until now", LINE + "1002 until now");
		assertThat(meters.get("studio.password.resets.dropped").tag("stage", "delivery").counter().count())
			.isEqualTo(2);
	}

	private static long lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(LINE)).count();
	}

}
