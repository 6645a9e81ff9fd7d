package dev.hardening.logging;

import org.springframework.core.task.TaskDecorator;

/**
 * Takes id and user of a request along to the thread that works on a part of it, so that
 * the lines of that thread have them too. Takes nothing else: the identity under which
 * the task runs is for the application to decide.
 */
final class RequestContextTaskDecorator implements TaskDecorator {

	@Override
	public Runnable decorate(Runnable task) {
		RequestContext context = RequestContext.current();
		if (context.isEmpty()) {
			return task;
		}
		return () -> {
			// An executor that is full may run the task on the caller's own thread.
			RequestContext previous = RequestContext.current();
			context.apply();
			try {
				task.run();
			}
			finally {
				previous.apply();
			}
		};
	}

}
