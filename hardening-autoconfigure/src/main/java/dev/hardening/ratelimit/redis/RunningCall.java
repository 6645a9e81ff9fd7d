package dev.hardening.ratelimit.redis;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.hardening.ratelimit.RateLimitStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A call of the script that was sent. It ends once: with the answer, with a failure, or
 * because those who wait for it lost patience.
 */
final class RunningCall {

	private final ScriptCall call;

	private final Consumer<Ending> listener;

	private final long started = System.nanoTime();

	private final AtomicBoolean over = new AtomicBoolean();

	/**
	 * Create a call.
	 * @param call what the script is asked
	 * @param listener hears how it ended before anybody hears the answer
	 */
	RunningCall(ScriptCall call, Consumer<Ending> listener) {
		this.call = call;
		this.listener = listener;
		for (Part part : call.parts()) {
			part.sentWith(this);
		}
	}

	ScriptCall call() {
		return this.call;
	}

	void end(byte[] bytes) {
		if (this.over.compareAndSet(false, true)) {
			List<long[]> answers = this.call.read(bytes);
			this.listener.accept(new Ending(answers, null, System.nanoTime() - this.started));
			for (int i = 0; i < answers.size(); i++) {
				this.call.parts().get(i).answer().complete(answers.get(i));
			}
		}
	}

	void fail(Throwable failure) {
		if (this.over.compareAndSet(false, true)) {
			this.listener.accept(new Ending(List.of(), failure, System.nanoTime() - this.started));
			this.call.parts().forEach((part) -> part.answer().completeExceptionally(failure));
		}
	}

	void giveUpAfter(long nanos) {
		if (System.nanoTime() - this.started >= nanos) {
			fail(new RateLimitStoreException("Redis did not answer in time", null));
		}
	}

	/**
	 * How a call ended.
	 *
	 * @param answers the answer for each part, if there is one
	 * @param failure why there is none
	 * @param nanos how long it took
	 */
	record Ending(List<long[]> answers, @Nullable Throwable failure, long nanos) {

	}

}
