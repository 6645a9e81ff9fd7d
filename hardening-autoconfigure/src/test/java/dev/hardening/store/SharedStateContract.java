package dev.hardening.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every shared state has to do, with two instances of the application over one
 * store.
 */
public abstract class SharedStateContract {

	private static final int CALLERS = 16;

	/** Nothing is bounded here. */
	protected static final StateSpace SPACE = new StateSpace("contract", 0);

	/**
	 * Return the state as one instance of the application sees it.
	 * @param instance 0 or 1
	 * @return the state
	 */
	protected abstract SharedState state(int instance);

	@Test
	void valueWhenPutIsFoundByTheOtherInstance() {
		String id = id();
		state(0).put(SPACE, id, "one", in(60));
		assertThat(state(1).find(SPACE, List.of(id, id()))).isEqualTo(Map.of(id, "one"));
		state(1).put(SPACE, id, "two", in(60));
		assertThat(state(0).find(SPACE, List.of(id))).isEqualTo(Map.of(id, "two"));
		assertThat(state(0).find(new StateSpace("other", 0), List.of(id))).isEmpty();
		assertThat(state(0).find(SPACE, List.of())).isEmpty();
		state(0).remove(SPACE, id);
		state(0).remove(SPACE, id);
		assertThat(state(1).find(SPACE, List.of(id))).isEmpty();
	}

	@Test
	void valueWhenPutByManyWhereThereIsNoneIsPutByOne() throws Exception {
		String id = id();
		assertThat(successes((caller) -> state(caller % 2).putIfAbsent(SPACE, id, "by " + caller, in(60))))
			.isEqualTo(1);
		assertThat(state(0).putIfAbsent(SPACE, id, "again", in(60))).isFalse();
	}

	@Test
	void valueWhenReplacedByManyIsReplacedByOne() throws Exception {
		String id = id();
		assertThat(state(0).replace(SPACE, id, "one", "two", in(60))).isFalse();
		state(0).put(SPACE, id, "one", in(60));
		assertThat(successes((caller) -> state(caller % 2).replace(SPACE, id, "one", "by " + caller, in(60))))
			.isEqualTo(1);
		assertThat(state(1).replace(SPACE, id, "one", "two", in(60))).isFalse();
	}

	@Test
	void valueWhenPutByManyAtOnceIsOneOfTheirs() throws Exception {
		String id = id();
		assertThat(successes((caller) -> {
			state(caller % 2).put(SPACE, id, "by " + caller, in(60));
			return true;
		})).isEqualTo(CALLERS);
		assertThat(state(0).find(SPACE, List.of(id)).get(id)).startsWith("by ");
	}

	/**
	 * Return an id that no other test has.
	 * @return the id
	 */
	protected static String id() {
		return UUID.randomUUID().toString();
	}

	/**
	 * Return a moment of the near future.
	 * @param seconds from now
	 * @return the moment
	 */
	protected static Instant in(int seconds) {
		return Instant.now().plusSeconds(seconds);
	}

	private static int successes(Attempt attempt) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Callable<Boolean>> calls = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				int caller = i;
				calls.add(() -> attempt.by(caller));
			}
			int successes = 0;
			for (Future<Boolean> call : threads.invokeAll(calls)) {
				successes += call.get() ? 1 : 0;
			}
			return successes;
		}
		finally {
			threads.shutdown();
		}
	}

	/**
	 * One of several that are made at once.
	 */
	private interface Attempt {

		boolean by(int caller);

	}

}
