package dev.hardening.web.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.RedactionPolicy;
import dev.hardening.web.Problem;
import dev.hardening.web.RequestBounds;
import dev.hardening.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.json.JsonWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The one writer of problems: for filters, the security chain, controllers and the error
 * page. It needs no message converter, so it also answers where Spring MVC does not.
 */
public final class ProblemWriter {

	private static final JsonWriter<Map<String, Object>> JSON = JsonWriter.standard();

	private final List<ProblemHeaders> headers;

	private final RedactionPolicy policy;

	/**
	 * Create a writer.
	 * @param headers what every problem carries
	 * @param policy what is masked in the path that a problem names
	 */
	public ProblemWriter(List<ProblemHeaders> headers, RedactionPolicy policy) {
		this.headers = List.copyOf(headers);
		this.policy = policy;
	}

	/**
	 * Answer a request with a problem. An answer that is already on its way is left
	 * alone, since nothing can be taken back.
	 * @param request the request
	 * @param response the answer
	 * @param problem what to say
	 * @throws IOException if the connection is gone
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		response.resetBuffer();
		response.setStatus(problem.status());
		this.headers.forEach((contributor) -> contributor.apply(request, response));
		problem.headers().forEach(response::setHeader);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		byte[] body = JSON.write(body(request, problem)).toByteArray(StandardCharsets.UTF_8);
		response.setContentLength(body.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(body);
		}
		response.flushBuffer();
	}

	private Map<String, Object> body(HttpServletRequest request, Problem problem) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", problem.typeUri());
		body.put("title", problem.title());
		body.put("status", problem.status());
		if (problem.detail() != null) {
			body.put("detail", problem.detail());
		}
		String instance = ProblemInstance.of(request, this.policy);
		if (instance != null) {
			body.put("instance", instance);
		}
		body.put("error", problem.error());
		if (request.getAttribute(RequestId.ATTRIBUTE) instanceof String id) {
			body.put("request_id", id);
		}
		// The server refuses forms and multipart bodies by itself and does not tell its
		// bound.
		if (problem.status() == 413 && request.getAttribute(RequestBounds.MAX_BODY_SIZE) instanceof Long size) {
			body.put("max_size_bytes", size);
		}
		body.putAll(problem.members());
		return body;
	}

}
