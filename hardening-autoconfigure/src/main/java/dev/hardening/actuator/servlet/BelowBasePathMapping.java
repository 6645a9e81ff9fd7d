package dev.hardening.actuator.servlet;

import java.util.Collection;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.EndpointLinksResolver;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Boot's mapping of the actuator's endpoints, except that a request for anything else
 * passes it at once. It comes before the controllers, and would compare each request for
 * one of those with every operation of every endpoint, media types before paths.
 */
final class BelowBasePathMapping extends WebMvcEndpointHandlerMapping {

	private final String basePath;

	private @Nullable PathPattern below;

	/**
	 * Create the mapping.
	 * @param basePath what the paths of all endpoints begin with, empty for nothing
	 * @param endpoints the endpoints
	 * @param mediaTypes what they consume and produce
	 * @param cors who may read them, or {@code null}
	 * @param links what the page of links shows
	 * @param hasLinks whether there is a page of links
	 */
	BelowBasePathMapping(String basePath, Collection<ExposableWebEndpoint> endpoints, EndpointMediaTypes mediaTypes,
			@Nullable CorsConfiguration cors, EndpointLinksResolver links, boolean hasLinks) {
		super(new EndpointMapping(basePath), endpoints, mediaTypes, cors, links, hasLinks);
		this.basePath = new EndpointMapping(basePath).getPath();
	}

	@Override
	public void afterPropertiesSet() {
		super.afterPropertiesSet();
		// The parser of the mapping: the same paths are below it, however they are
		// written.
		PathPatternParser parser = getPatternParser();
		this.below = (parser != null) ? parser.parse(this.basePath + "/**") : null;
	}

	@Override
	protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
		PathPattern below = this.below;
		boolean elsewhere = below != null && ServletRequestPathUtils.hasParsedRequestPath(request)
				&& !below.matches(ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication());
		return elsewhere ? null : super.getHandlerInternal(request);
	}

}
