package dev.hardening.sample.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.hardening.web.ProblemType;
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
 * Describes the problems with which operations may answer: each once, with an example,
 * and at each operation which of them it can be.
 */
class ProblemResponses implements OpenApiCustomizer {

	// Where several kinds share a status, the one most often seen.
	private static final Map<ProblemType, String> PROBLEMS = Map.ofEntries(
			Map.entry(ProblemType.VALIDATION_FAILED,
					"What was sent is not accepted: validation_failed, or malformed_request"),
			Map.entry(ProblemType.UNAUTHORIZED, "No credential, or not a good one"),
			Map.entry(ProblemType.FORBIDDEN, "Not allowed"),
			Map.entry(ProblemType.NOT_FOUND, "Not there, or not for you"),
			Map.entry(ProblemType.CONFLICT, "Another was faster, or the name is taken"),
			Map.entry(ProblemType.REQUEST_TOO_LARGE, "The body is larger than max_size_bytes"),
			Map.entry(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is of another type"),
			Map.entry(ProblemType.RATE_LIMIT_EXCEEDED,
					"Too much: rate_limit_exceeded, or locked_out after failed logins"),
			Map.entry(ProblemType.INTERNAL_ERROR, "A failure of ours; the log has it by request_id"),
			Map.entry(ProblemType.UNAVAILABLE, "Not now: unavailable, or request_timeout"));

	private static final Set<Integer> EVERYWHERE = Set.of(400, 401, 429, 500, 503);

	@Override
	public void customise(OpenAPI openApi) {
		openApi.getComponents().addSchemas("Problem", schema());
		PROBLEMS.forEach((type, description) -> openApi.getComponents()
			.addResponses("Problem" + type.status(), response(type, description)));
		openApi.getPaths()
			.forEach((path, item) -> item.readOperations().forEach((operation) -> addTo(operation, path)));
	}

	private void addTo(Operation operation, String path) {
		Set<Integer> answers = new TreeSet<>(EVERYWHERE);
		// A credential that is not good is refused everywhere.
		if (operation.getSecurity() == null || !operation.getSecurity().isEmpty()) {
			answers.add(403);
		}
		if (path.contains("{")) {
			answers.add(404);
		}
		if (operation.getRequestBody() != null) {
			answers.addAll(Set.of(413, 415));
		}
		for (Integer status : answers) {
			operation.getResponses()
				.put(status.toString(), new ApiResponse().$ref("#/components/responses/Problem" + status));
		}
	}

	private ApiResponse response(ProblemType type, String description) {
		Schema<?> schema = new Schema<>().$ref("#/components/schemas/Problem");
		ApiResponse response = new ApiResponse().description(description)
			.content(new Content().addMediaType("application/problem+json",
					new MediaType().schema(schema).example(example(type))));
		if (isTemporary(type)) {
			response.addHeaderObject("Retry-After", header("Seconds after which to try again"));
		}
		if (type == ProblemType.RATE_LIMIT_EXCEEDED) {
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
		schema.addProperty("max_size_bytes", new IntegerSchema().description("The largest body"));
		schema.setRequired(List.of("type", "title", "status", "error", "request_id"));
		return schema;
	}

	private static boolean isTemporary(ProblemType type) {
		return type.status() == 429 || type.status() == 503;
	}

	private static Map<String, Object> example(ProblemType type) {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("type", "about:blank");
		example.put("title", type.title());
		example.put("status", type.status());
		example.put("instance", "/api/catalogs");
		example.put("error", type.error());
		example.put("request_id", "5c5e9c57-688d-4001-ac32-2d912bcc7910");
		if (isTemporary(type)) {
			example.put("retry_after", 30);
		}
		return example;
	}

}
