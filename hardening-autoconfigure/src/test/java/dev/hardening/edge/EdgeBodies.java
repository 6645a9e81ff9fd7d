package dev.hardening.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Endpoints that read bodies, or answer with one that is special.
 */
@RestController
class EdgeBodies {

	static final String FILE = "0123456789";

	@GetMapping("/file")
	ResponseEntity<Resource> file() {
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_PNG)
			.eTag("\"file\"")
			.header("Content-Disposition", "inline; filename=file.png")
			.body(new ByteArrayResource(FILE.getBytes(StandardCharsets.US_ASCII)));
	}

	@PutMapping("/file")
	@Nullable ResponseEntity<String> replace(WebRequest request) {
		return request.checkNotModified("\"file\"") ? null : ResponseEntity.ok("replaced");
	}

	@GetMapping("/unavailable")
	void unavailable() {
		throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE, null).withHeader("Retry-After", "5"));
	}

	@GetMapping("/empty")
	ResponseEntity<Void> empty() {
		return ResponseEntity.notFound().header("Retry-After", "7").build();
	}

	@GetMapping("/conflict")
	void conflict() {
		throw new ProblemException(Problem.of(ProblemType.CONFLICT, null));
	}

	@GetMapping("/slow")
	void slow() throws InterruptedException {
		new CountDownLatch(1).await();
	}

	@GetMapping("/never")
	DeferredResult<String> never() {
		return new DeferredResult<>();
	}

	@GetMapping("/events")
	SseEmitter events() throws IOException {
		SseEmitter emitter = new SseEmitter();
		emitter.send("one");
		emitter.complete();
		return emitter;
	}

	@GetMapping("/written")
	void written(HttpServletResponse response) throws IOException {
		response.setStatus(418);
		response.getOutputStream().print("written by hand");
	}

	@PostMapping("/bodies/one")
	String one(@Valid @RequestBody Order order) {
		return order.customerName();
	}

	@PostMapping("/bodies/many")
	String many(@Size(max = 9) @RequestBody List<@Valid Order> orders) {
		return String.valueOf(orders.size());
	}

	@PostMapping("/bodies/form")
	String form(@Valid @ModelAttribute Order order) {
		return order.customerName();
	}

	@PostMapping("/bodies/upload")
	String upload(@RequestParam MultipartFile file) {
		return String.valueOf(file.getSize());
	}

	@RequestMapping("/any-method")
	String anyMethod() {
		return "reached";
	}

	record Order(@NotBlank @JsonProperty("customer_name") String customerName, @Valid List<Line> orderLines,
			@Valid Map<String, Line> byKey) {
	}

	record Line(@Max(5) @JsonProperty("unit_count") int unitCount) {
	}

}
