package dev.hardening.sample.render;

import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class RenderController {

	private final RenderQueue queue;

	private final Renders renders;

	private final RenderWatch watch;

	RenderController(RenderQueue queue, Renders renders, RenderWatch watch) {
		this.queue = queue;
		this.renders = renders;
		this.watch = watch;
	}

	@Operation(summary = "Render a room, off this request")
	@PostMapping("/api/render")
	@ResponseStatus(HttpStatus.ACCEPTED)
	ResponseEntity<Render.Accepted> render(@Valid @RequestBody RenderRequest request, @Nullable Principal principal) {
		Render render = this.queue.submit(request, (principal != null) ? principal.getName() : null);
		String events = "/api/render/events?build=" + render.build();
		List<String> tiles = Arrays.stream(Face.values())
			.map((face) -> "/api/tiles/%s/%s/%s/%3$s_%s_0_0_0.jpg".formatted(render.client(), render.scene(),
					render.build(), face.letter()))
			.toList();
		return ResponseEntity.accepted()
			.location(URI.create(events))
			.body(new Render.Accepted(render.build(), events, tiles));
	}

	@Operation(summary = "Wait for progress of a render")
	@GetMapping(path = "/api/render/events", produces = MediaType.APPLICATION_JSON_VALUE)
	DeferredResult<Render.Events> poll(
			@RequestParam(required = false) @Pattern(regexp = RenderRequest.BUILD) @Nullable String build,
			@RequestParam(defaultValue = "0") @Min(0) int after,
			@RequestParam(defaultValue = "0") @Min(0) @Max(25) int wait, @Nullable Principal principal) {
		DeferredResult<Render.Events> result = new DeferredResult<>();
		if (build == null) {
			List<Render> own = (principal != null) ? this.renders.ofOwner(principal.getName()) : List.of();
			result.setResult(new Render.Events(own, null));
			return result;
		}
		List<Render> now = known(build).stream().filter((render) -> render.revision() > after).toList();
		if (!now.isEmpty() || wait == 0
				|| !this.watch.watch(build, after, Duration.ofSeconds(wait), (found) -> tell(result, found, after))) {
			tell(result, now, after);
		}
		return result;
	}

	private boolean tell(DeferredResult<Render.Events> result, List<Render> changes, int after) {
		int next = changes.stream().mapToInt(Render::revision).max().orElse(after);
		result.setResult(new Render.Events(changes, next));
		return false;
	}

	@Operation(summary = "Stream progress of a render")
	@GetMapping(path = "/api/render/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter stream(@RequestParam @Pattern(regexp = RenderRequest.BUILD) String build) {
		known(build);
		SseEmitter emitter = new SseEmitter(RenderWatch.LONGEST.plusSeconds(5).toMillis());
		SseSubscriber subscriber = new SseSubscriber(emitter);
		if (!this.watch.watch(build, 0, RenderWatch.LONGEST, subscriber)) {
			throw new ProblemException(
					Problem.of(ProblemType.UNAVAILABLE, "Too many listen already.").withHeader("Retry-After", "10"));
		}
		return emitter;
	}

	private List<Render> known(String build) {
		List<Render> found = this.renders.find(build);
		if (found.isEmpty()) {
			throw notFound();
		}
		return found;
	}

	@Operation(summary = "Fetch a tile of a rendered panorama")
	@GetMapping("/api/tiles/{client}/{scene}/{build}/{filename}")
	ResponseEntity<byte[]> tile(@PathVariable @Pattern(regexp = RenderRequest.NAME) String client,
			@PathVariable @Pattern(regexp = RenderRequest.NAME) String scene,
			@PathVariable @Pattern(regexp = RenderRequest.BUILD) String build,
			@PathVariable @Pattern(regexp = RenderRequest.TILE) String filename) {
		byte[] tile = this.renders.tile(client, scene, build, filename).orElseThrow(RenderController::notFound);
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_JPEG)
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate().immutable())
			.body(tile);
	}

	private static ProblemException notFound() {
		return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "There is no such render."));
	}

}
