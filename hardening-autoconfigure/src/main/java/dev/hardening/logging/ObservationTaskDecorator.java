package dev.hardening.logging;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;

import org.springframework.core.task.TaskDecorator;

/**
 * Takes the observation of a request along to the thread that works on a part of it, and
 * with it the trace that its lines name. Boot's own decorator takes along all there is,
 * also the identity, about which the application should decide.
 */
final class ObservationTaskDecorator implements TaskDecorator {

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
		.captureKeyPredicate(ObservationThreadLocalAccessor.KEY::equals)
		.build();

	@Override
	public Runnable decorate(Runnable task) {
		return this.snapshots.captureAll().wrap(task);
	}

}
