package dev.hardening.web.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Turns the several ways in which Spring and Jakarta Validation report a bad value into
 * one problem that names each field.
 */
final class ValidationProblems {

	/** More than anyone repairs at once; a hostile body can be wrong a million times. */
	private static final int MOST_ERRORS = 100;

	private static final boolean JAKARTA_VALIDATION = ClassUtils
		.isPresent("jakarta.validation.ConstraintViolationException", ValidationProblems.class.getClassLoader());

	private ValidationProblems() {
	}

	static @Nullable Problem from(Exception exception, BodyFieldNames names) {
		if (exception instanceof BindingResult result) {
			boolean body = exception instanceof MethodArgumentNotValidException argument
					&& isBody(argument.getParameter());
			Object target = body ? result.getTarget() : null;
			return problem(ofBinding("", result.getAllErrors(), naming(names, target)));
		}
		if (exception instanceof MethodValidationResult result) {
			return result.isForReturnValue() ? null : problem(ofParameters(result, names));
		}
		if (JAKARTA_VALIDATION && exception instanceof ConstraintViolationException violations) {
			return problem(ofViolations(violations));
		}
		return null;
	}

	private static Problem problem(List<Map<String, String>> errors) {
		return Problem.of(ProblemType.VALIDATION_FAILED, "Some values are not accepted.").with("errors", errors);
	}

	// Forms and queries are sent under the names in the code.
	private static boolean isBody(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(RequestBody.class);
	}

	private static UnaryOperator<String> naming(BodyFieldNames names, @Nullable Object body) {
		return (body != null) ? (field) -> names.named(body.getClass(), field) : UnaryOperator.identity();
	}

	private static List<Map<String, String>> ofBinding(String prefix, List<ObjectError> errors,
			UnaryOperator<String> naming) {
		List<Map<String, String>> result = new ArrayList<>();
		for (ObjectError error : errors) {
			String field = (error instanceof FieldError fieldError) ? naming.apply(fieldError.getField()) : "";
			boolean joined = !prefix.isEmpty() && !field.isEmpty();
			add(result, prefix + (joined ? "." : "") + field, message(error));
		}
		return result;
	}

	private static List<Map<String, String>> ofParameters(MethodValidationResult result, BodyFieldNames names) {
		List<Map<String, String>> errors = new ArrayList<>();
		for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
			if (parameter instanceof ParameterErrors nested) {
				Object body = isBody(parameter.getMethodParameter()) ? parameter.getArgument() : null;
				ofBinding(index(parameter), nested.getAllErrors(), naming(names, body))
					.forEach((error) -> add(errors, error));
			}
			else {
				String name = parameter.getMethodParameter().getParameterName();
				for (MessageSourceResolvable error : parameter.getResolvableErrors()) {
					add(errors, ((name != null) ? name : "") + index(parameter), message(error));
				}
			}
		}
		result.getCrossParameterValidationResults().forEach((error) -> add(errors, "", message(error)));
		return errors;
	}

	private static String index(ParameterValidationResult parameter) {
		Object index = (parameter.getContainerIndex() != null) ? parameter.getContainerIndex()
				: parameter.getContainerKey();
		return (index != null) ? "[" + index + "]" : "";
	}

	private static List<Map<String, String>> ofViolations(ConstraintViolationException exception) {
		List<Map<String, String>> errors = new ArrayList<>();
		for (ConstraintViolation<?> violation : exception.getConstraintViolations()) {
			String path = violation.getPropertyPath().toString();
			// The first node is the method, which is no business of the caller.
			add(errors, path.substring(path.indexOf('.') + 1), violation.getMessage());
		}
		return errors;
	}

	private static String message(MessageSourceResolvable error) {
		boolean conversion = error instanceof FieldError fieldError && fieldError.isBindingFailure();
		String message = conversion ? null : error.getDefaultMessage();
		return (message != null) ? message : "has the wrong type";
	}

	private static void add(List<Map<String, String>> errors, String field, String message) {
		add(errors, Map.of("field", field, "message", message));
	}

	private static void add(List<Map<String, String>> errors, Map<String, String> error) {
		if (errors.size() < MOST_ERRORS) {
			errors.add(error);
		}
	}

}
