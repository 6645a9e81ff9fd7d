package dev.hardening.sample.render;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Passes the changes of a job on as server-sent events.
 */
final class SseSubscriber implements Predicate<List<Render>> {

	private final SseEmitter emitter;

	SseSubscriber(SseEmitter emitter) {
		this.emitter = emitter;
	}

	@Override
	public boolean test(List<Render> changes) {
		try {
			for (Render change : changes) {
				this.emitter.send(SseEmitter.event().id(String.valueOf(change.revision())).name("render").data(change));
			}
		}
		catch (IOException | IllegalStateException ex) {
			// The listener has left.
			this.emitter.completeWithError(ex);
			return false;
		}
		if (changes.isEmpty() || changes.get(0).state().isFinal()) {
			this.emitter.complete();
		}
		return !changes.isEmpty();
	}

}
