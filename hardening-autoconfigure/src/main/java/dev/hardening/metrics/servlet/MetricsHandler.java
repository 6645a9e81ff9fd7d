package dev.hardening.metrics.servlet;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * Answers Prometheus with what Boot's endpoint writes, in the format that was asked for.
 */
class MetricsHandler implements HttpRequestHandler {

	private static final List<String> METHODS = List.of("GET", "HEAD");

	private final PrometheusScrapeEndpoint endpoint;

	MetricsHandler(PrometheusScrapeEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws IOException, HttpRequestMethodNotSupportedException {
		if (!METHODS.contains(request.getMethod())) {
			throw new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS);
		}
		PrometheusOutputFormat format = format(request.getHeader(HttpHeaders.ACCEPT));
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(format.getProducedMimeType().toString());
		// Nothing is collected for an answer without a body.
		if (!"HEAD".equals(request.getMethod())) {
			WebEndpointResponse<byte[]> scraped = this.endpoint.scrape(format, null);
			byte[] body = scraped.getBody();
			response.setContentLength((body != null) ? body.length : 0);
			response.getOutputStream().write((body != null) ? body : new byte[0]);
		}
	}

	private PrometheusOutputFormat format(@Nullable String accept) {
		if (accept == null) {
			return PrometheusOutputFormat.CONTENT_TYPE_004;
		}
		try {
			List<MediaType> accepted = MediaType.parseMediaTypes(accept);
			return (accepted.stream().anyMatch((type) -> type.getSubtype().equals("openmetrics-text")))
					? PrometheusOutputFormat.CONTENT_TYPE_OPENMETRICS_100 : PrometheusOutputFormat.CONTENT_TYPE_004;
		}
		catch (InvalidMediaTypeException ex) {
			return PrometheusOutputFormat.CONTENT_TYPE_004;
		}
	}

}
