package dev.hardening.sample.render;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Draws one panorama after the other, off the threads that answer requests. The queue is
 * bounded: when it is full, callers are told to come back.
 */
@Component
class RenderQueue implements DisposableBean {

	private static final Log logger = LogFactory.getLog(RenderQueue.class);

	private static final Duration TO_FINISH = Duration.ofSeconds(20);

	private static final int FACE_SIZE = Tiles.SIZE << (Tiles.LEVELS - 1);

	/** The name of its metrics. */
	private static final String NAME = "renders";

	private final ThreadPoolTaskExecutor executor;

	private final Renders renders;

	private final UploadedMaterials uploads;

	// Boot's builder hands the id of the request on to the job.
	RenderQueue(Renders renders, UploadedMaterials uploads, ThreadPoolTaskExecutorBuilder executors,
			MeterRegistry meters) {
		this.renders = renders;
		this.uploads = uploads;
		// The job in hand ends before the database goes; those that wait are given up.
		this.executor = executors.threadNamePrefix("render-")
			.corePoolSize(1)
			.maxPoolSize(1)
			.queueCapacity(50)
			.awaitTermination(false)
			.awaitTerminationPeriod(TO_FINISH)
			.build();
		this.executor.initialize();
		new ExecutorServiceMetrics(this.executor.getThreadPoolExecutor(), NAME, Tags.empty()).bindTo(meters);
	}

	Render submit(RenderRequest request, @Nullable String owner) {
		Render render = this.renders.create(request, owner);
		try {
			this.executor.execute(() -> run(render, request.selection(), owner));
		}
		catch (RejectedExecutionException ex) {
			this.renders.forget(render.build());
			throw new ProblemException(
					Problem.of(ProblemType.UNAVAILABLE, "The render queue is full.").withHeader("Retry-After", "10"));
		}
		return render;
	}

	private Map<String, Texture> layers(Map<String, String> selection, @Nullable String owner) {
		Map<String, Texture> layers = new LinkedHashMap<>();
		new TreeMap<>(selection).forEach((layer, material) -> layers.put(layer,
				this.uploads.find(material, owner).orElseGet(() -> Materials.paint(material))));
		return layers;
	}

	private void run(Render render, Map<String, String> selection, @Nullable String owner) {
		Render current = this.renders.progress(render, Render.State.DRAWING, 0);
		try {
			Room room = new Room(render.scene(), layers(selection, owner));
			int drawn = 0;
			for (Face face : Face.values()) {
				this.renders.addTiles(render.build(), Tiles.cut(render.build(), face, room.draw(face, FACE_SIZE)));
				current = this.renders.progress(current, Render.State.DRAWING,
						++drawn * 100 / (Face.values().length + 1));
			}
			this.renders.progress(current, Render.State.DONE, 100);
			this.renders.forgetOldest();
		}
		catch (RuntimeException ex) {
			logger.error("Render " + render.build() + " failed", ex);
			this.renders.progress(current, Render.State.FAILED, current.percent());
		}
	}

	@Override
	public void destroy() {
		this.executor.shutdown();
	}

}
