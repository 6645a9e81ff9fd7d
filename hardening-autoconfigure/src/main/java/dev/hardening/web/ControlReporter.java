package dev.hardening.web;

import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Where controls tell what they refused. Everything that is counted or logged about
 * refusals hangs here, so that no control knows of metrics or logs.
 */
public final class ControlReporter {

	/**
	 * The request attribute that names the control, or the rate limit policy, that
	 * refused the request. The access log shows it.
	 */
	public static final String REFUSED_BY = ControlReporter.class.getName() + ".refusedBy";

	private static final Log logger = LogFactory.getLog(ControlReporter.class);

	private final List<ControlListener> listeners;

	/**
	 * Create a reporter.
	 * @param listeners who wants to hear
	 */
	public ControlReporter(List<ControlListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Tell of a request that was refused, or would have been.
	 * @param control the name of the control, one of a fixed set
	 * @param mode whether the request was refused or only reported
	 * @param reason what was seen, for a line at debug level; asked for only then
	 */
	public void refused(String control, ControlMode mode, Supplier<String> reason) {
		if (logger.isDebugEnabled()) {
			logger.debug("%s %s: %s".formatted(control, (mode == ControlMode.ENFORCE) ? "refused" : "would refuse",
					reason.get()));
		}
		for (ControlListener listener : this.listeners) {
			listener.onRefusal(control, mode);
		}
	}

}
