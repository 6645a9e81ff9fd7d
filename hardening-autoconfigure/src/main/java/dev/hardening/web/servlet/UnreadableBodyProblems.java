package dev.hardening.web.servlet;

import java.util.stream.Collectors;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;

/**
 * Says what is wrong with a body that could not be read, without echoing what was sent or
 * naming a class.
 */
final class UnreadableBodyProblems {

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.DatabindException",
			UnreadableBodyProblems.class.getClassLoader());

	private static final int LONGEST_PATH = 200;

	private UnreadableBodyProblems() {
	}

	static Problem from(HttpMessageNotReadableException exception) {
		String detail = JACKSON ? Jackson.detail(exception.getCause()) : null;
		return Problem.of(ProblemType.MALFORMED_REQUEST, (detail != null) ? detail : "The body cannot be read.");
	}

	private static final class Jackson {

		static @Nullable String detail(@Nullable Throwable cause) {
			if (cause instanceof UnrecognizedPropertyException unknown) {
				return "The property '%s' is not known.".formatted(path(unknown));
			}
			if (cause instanceof StreamConstraintsException) {
				return "The JSON is nested too deeply or holds a value that is too long.";
			}
			if (cause instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()) {
				return "The value of '%s' has the wrong type.".formatted(path(mismatch));
			}
			return (cause instanceof JacksonException) ? "The body is not well-formed JSON of the expected shape."
					: null;
		}

		private static String path(JacksonException exception) {
			String path = exception.getPath()
				.stream()
				.map((reference) -> (reference.getPropertyName() != null) ? "." + reference.getPropertyName()
						: "[" + reference.getIndex() + "]")
				.collect(Collectors.joining());
			String trimmed = path.startsWith(".") ? path.substring(1) : path;
			return (trimmed.length() <= LONGEST_PATH) ? trimmed : trimmed.substring(0, LONGEST_PATH);
		}

	}

}
