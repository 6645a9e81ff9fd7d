package dev.hardening.ratelimit.servlet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.ratelimit.LimitedRoute;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The routes of a handler, as the audit looks at them.
 */
final class HandlerRoutes {

	private HandlerRoutes() {
	}

	static List<LimitedRoute> of(RequestMappingInfo info, HandlerMethod method, @Nullable String policy) {
		Set<String> methods = info.getMethodsCondition()
			.getMethods()
			.stream()
			.map(Enum::name)
			.collect(Collectors.toSet());
		boolean upload = Stream.of(method.getMethodParameters())
			.map(ResolvableType::forMethodParameter)
			.anyMatch(HandlerRoutes::isFile);
		return info.getPatternValues()
			.stream()
			.map((path) -> new LimitedRoute(methods, PathPatternParser.defaultInstance.parse(path), upload, policy))
			.toList();
	}

	// One, or a list or array of them.
	private static boolean isFile(ResolvableType type) {
		ResolvableType element = type.isArray() ? type.getComponentType()
				: type.hasGenerics() ? type.getGeneric(0) : type;
		Class<?> resolved = element.resolve(Object.class);
		return MultipartFile.class.isAssignableFrom(resolved) || Part.class.isAssignableFrom(resolved);
	}

}
