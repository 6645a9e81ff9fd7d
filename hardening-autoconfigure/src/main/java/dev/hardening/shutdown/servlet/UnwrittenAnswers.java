package dev.hardening.shutdown.servlet;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the connections open until Tomcat's threads have written what they are at. Boot's
 * graceful shutdown waits for requests that a servlet has; one that a thread has taken
 * and no servlet yet, or that a servlet has left while its answer is not written, would
 * be lost on a machine that has much to do.
 */
final class UnwrittenAnswers implements SmartLifecycle, ApplicationListener<WebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(UnwrittenAnswers.class);

	private static final long PAUSE_MILLIS = 5;

	// A thread that fetches its task from the queue is in neither count for a moment.
	private static final int LOOKS = 2;

	private final Duration patience;

	private final CopyOnWriteArrayList<TomcatWebServer> servers = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	/**
	 * Create the step.
	 * @param patience for how long it waits at most; requests that Boot has given up may
	 * never end
	 */
	UnwrittenAnswers(Duration patience) {
		this.patience = patience;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (event.getWebServer() instanceof TomcatWebServer server) {
			this.servers.addIfAbsent(server);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		long end = System.nanoTime() + this.patience.toNanos();
		try {
			for (int idle = 0; idle < LOOKS; idle = (tasks() == 0) ? idle + 1 : 0) {
				if (System.nanoTime() - end > 0) {
					logger.warn(
							"Shutdown: requests given up after %d ms: %d".formatted(this.patience.toMillis(), tasks()));
					return;
				}
				Thread.sleep(PAUSE_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private long tasks() {
		long tasks = 0;
		for (TomcatWebServer server : this.servers) {
			for (Service service : server.getTomcat().getServer().findServices()) {
				for (Connector connector : service.findConnectors()) {
					tasks += tasks(connector.getProtocolHandler().getExecutor());
				}
			}
		}
		return tasks;
	}

	private static long tasks(Executor executor) {
		if (executor instanceof org.apache.tomcat.util.threads.ThreadPoolExecutor pool) {
			return pool.getActiveCount() + pool.getQueue().size();
		}
		if (executor instanceof ThreadPoolExecutor pool) {
			return pool.getActiveCount() + pool.getQueue().size();
		}
		return (executor instanceof CountedExecutor counted) ? counted.tasks() : 0;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * After the graceful shutdown, before the connections close.
	 */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
