package dev.hardening.health.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.hardening.health.ProbeAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.json.JsonWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * Answers one probe.
 */
class ProbeHandler implements HttpRequestHandler {

	private static final JsonWriter<Map<String, Object>> JSON = JsonWriter.standard();

	private static final List<String> METHODS = List.of("GET", "HEAD");

	private final Function<HttpServletRequest, ProbeAnswer> probe;

	ProbeHandler(Function<HttpServletRequest, ProbeAnswer> probe) {
		this.probe = probe;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws IOException, HttpRequestMethodNotSupportedException {
		if (!METHODS.contains(request.getMethod())) {
			throw new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS);
		}
		ProbeAnswer answer = this.probe.apply(request);
		byte[] body = JSON.write(answer.body()).toByteArray(StandardCharsets.UTF_8);
		response.setStatus(answer.ok() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(body.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(body);
		}
	}

}
