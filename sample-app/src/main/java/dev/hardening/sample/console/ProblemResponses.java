package dev.hardening.sample.console;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Describes the problems with which any operation may answer, once for all.
 */
class ProblemResponses implements OpenApiCustomizer {

	private static final Map<String, String> PROBLEMS = Map.of("400",
			"What was sent is not accepted: validation_failed or malformed_request", "401",
			"No credential, or not a good one: unauthorized", "403", "Not allowed: forbidden", "429",
			"Too much: rate_limit_exceeded or locked_out", "500", "internal_error", "503",
			"request_timeout or unavailable");

	@Override
	public void customise(OpenAPI openApi) {
		openApi.getComponents().addSchemas("Problem", schema());
		PROBLEMS.forEach((status, description) -> openApi.getComponents()
			.addResponses("Problem" + status, response(status, description)));
		openApi.getPaths().values().forEach((item) -> item.readOperations().forEach(this::addTo));
	}

	private void addTo(Operation operation) {
		boolean open = operation.getSecurity() != null && operation.getSecurity().isEmpty();
		for (String status : PROBLEMS.keySet().stream().sorted().toList()) {
			// A credential that is not good is refused everywhere.
			if (!(open && "403".equals(status))) {
				operation.getResponses().put(status, new ApiResponse().$ref("#/components/responses/Problem" + status));
			}
		}
	}

	private ApiResponse response(String status, String description) {
		Schema<?> schema = new Schema<>().$ref("#/components/schemas/Problem");
		ApiResponse response = new ApiResponse().description(description)
			.content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
		if (Set.of("429", "503").contains(status)) {
			response.addHeaderObject("Retry-After", header("Seconds after which to try again"));
		}
		if ("429".equals(status)) {
			response.addHeaderObject("RateLimit", header("What is left of each policy"));
			response.addHeaderObject("RateLimit-Policy", header("Quota and window of each policy"));
		}
		return response;
	}

	private Header header(String description) {
		return new Header().description(description).schema(new StringSchema());
	}

	private Schema<?> schema() {
		Schema<?> schema = new ObjectSchema();
		schema.description("RFC 9457, with a stable code in error");
		schema.addProperty("type", new StringSchema().format("uri-reference"));
		schema.addProperty("title", new StringSchema());
		schema.addProperty("status", new IntegerSchema());
		schema.addProperty("detail", new StringSchema());
		schema.addProperty("instance", new StringSchema().format("uri-reference"));
		schema.addProperty("error", new StringSchema().example("rate_limit_exceeded"));
		schema.addProperty("request_id", new StringSchema());
		schema.addProperty("retry_after", new IntegerSchema().description("Seconds"));
		schema.setRequired(List.of("type", "title", "status", "error", "request_id"));
		return schema;
	}

}
