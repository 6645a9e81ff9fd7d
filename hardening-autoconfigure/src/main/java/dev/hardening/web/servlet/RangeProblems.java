package dev.hardening.web.servlet;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Answers a range that cannot be satisfied with nothing but the problem. Spring MVC sets
 * the status and then writes all of a controller's resource (RFC 9110, 15.5.17).
 */
@ControllerAdvice
class RangeProblems implements ResponseBodyAdvice<Object> {

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (body instanceof Resource && response instanceof ServletServerHttpResponse servlet
				&& servlet.getServletResponse().getStatus() == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
			String range = response.getHeaders().getFirst(HttpHeaders.CONTENT_RANGE);
			Problem problem = Problem.ofStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
			throw new ProblemException(
					(range != null) ? problem.withHeader(HttpHeaders.CONTENT_RANGE, range) : problem);
		}
		return body;
	}

}
