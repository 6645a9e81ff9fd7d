package dev.hardening.sample.console;

import java.util.Arrays;

import dev.hardening.ratelimit.RateLimit;
import io.swagger.v3.oas.models.Operation;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes the limit that a handler has by {@link RateLimit}.
 */
class AnnotatedLimits implements OperationCustomizer {

	@Override
	public Operation customize(Operation operation, HandlerMethod handler) {
		@Nullable RateLimit limit = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RateLimit.class);
		if (limit != null) {
			PathControls.addLimit(operation, limit.name(), Arrays.asList(limit.value()), limit.key());
		}
		return operation;
	}

}
