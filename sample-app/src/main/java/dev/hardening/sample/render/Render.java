package dev.hardening.sample.render;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A render job as it stands.
 *
 * @param build the name of the result
 * @param client whose scene it is
 * @param scene the room
 * @param state how far it is
 * @param percent the share that is done
 * @param revision grows with every change
 */
record Render(String build, String client, String scene, State state, int percent, int revision) {

	/**
	 * How far a job is.
	 */
	enum State {

		/** Waits for its turn. */
		QUEUED,

		/** Is being drawn. */
		DRAWING,

		/** All tiles are there. */
		DONE,

		/** Ended without a result. */
		FAILED;

		boolean isFinal() {
			return this == DONE || this == FAILED;
		}

	}

	/**
	 * What a new job looks like to its owner.
	 *
	 * @param build the name of the result
	 * @param events where its progress is told
	 * @param tiles the first tile of each face
	 */
	record Accepted(String build, String events, List<String> tiles) {

	}

	/**
	 * Changes of jobs.
	 *
	 * @param events the jobs that changed, as they stand now
	 * @param next what to send as {@code after} in the next request, if there is one
	 */
	record Events(List<Render> events, @Nullable Integer next) {

	}

}
