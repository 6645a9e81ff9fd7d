package dev.hardening.web.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

import dev.hardening.web.Problem;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Gives a body to the error of a handler that set a status and nothing else, as the
 * actuator does where an operation finds nothing, and Spring MVC where a precondition of
 * the request does not hold (412).
 */
class EmptyErrorInterceptor implements HandlerInterceptor {

	private static final int FIRST_ERROR = 400;

	/** With one of these a handler may have written what is still in the buffer. */
	private static final List<Class<?>> WRITABLE = List.of(ServletResponse.class, OutputStream.class, Writer.class,
			NativeWebRequest.class);

	private final ProblemWriter writer;

	EmptyErrorInterceptor(ProblemWriter writer) {
		this.writer = writer;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView result) throws IOException {
		int status = response.getStatus();
		boolean empty = status >= FIRST_ERROR && result == null && response.getContentType() == null
				&& !response.isCommitted() && !request.isAsyncStarted();
		if (empty && writesNothingElse(handler)) {
			this.writer.write(request, response, Problem.ofStatus(status));
		}
	}

	private static boolean writesNothingElse(Object handler) {
		return (handler instanceof HandlerMethod method) ? !mayWrite(method)
				: handler instanceof ResourceHttpRequestHandler;
	}

	private static boolean mayWrite(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.map(MethodParameter::getParameterType)
			.anyMatch((type) -> WRITABLE.stream().anyMatch((writable) -> writable.isAssignableFrom(type)));
	}

}
