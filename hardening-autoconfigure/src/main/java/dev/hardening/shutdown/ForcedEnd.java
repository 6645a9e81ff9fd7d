package dev.hardening.shutdown;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Ends the process where its shutdown does not: at a second signal, which Java by itself
 * ignores once it is shutting down, and when the time is over, whatever still hangs.
 */
final class ForcedEnd {

	private static final Log logger = LogFactory.getLog(ForcedEnd.class);

	private static final int EXIT_SIGNAL = 128;

	private static final int EXIT_TIMEOUT = 1;

	private final Duration limit;

	ForcedEnd(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Watch from now on, if it is the process that ends and not only a context.
	 */
	void arm() {
		if (!isProcessEnding()) {
			return;
		}
		Thread watch = new Thread(this::endInTime, "shutdown-limit");
		watch.setDaemon(true);
		watch.start();
		for (String signal : List.of("TERM", "INT")) {
			endAtNext(signal);
		}
	}

	private static boolean isProcessEnding() {
		Thread probe = new Thread(() -> {
		});
		try {
			Runtime.getRuntime().addShutdownHook(probe);
			Runtime.getRuntime().removeShutdownHook(probe);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	private void endInTime() {
		try {
			Thread.sleep(this.limit.toMillis());
			logger.warn("Shutdown: not over after %d ms, ending at once".formatted(this.limit.toMillis()));
			Runtime.getRuntime().halt(EXIT_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Handle a signal. By name, since the compiler may not see the type, which Java has
	 * had since its first day and not every platform supports.
	 * @param name the name of the signal
	 */
	private static void endAtNext(String name) {
		try {
			Class<?> type = Class.forName("sun.misc.Signal");
			Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
			Object signal = type.getConstructor(String.class).newInstance(name);
			int number = (int) type.getMethod("getNumber").invoke(signal);
			Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] { handlerType },
					(proxy, method, arguments) -> {
						logger.warn("Shutdown: a second signal, ending at once");
						Runtime.getRuntime().halt(EXIT_SIGNAL + number);
						return null;
					});
			type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
		}
		catch (ReflectiveOperationException | IllegalArgumentException ex) {
			logger.debug("A second signal %s will not be noticed".formatted(name), ex);
		}
	}

}
