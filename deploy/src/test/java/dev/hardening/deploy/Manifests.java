package dev.hardening.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Reads manifests as the API server does with {@code fieldValidation: Strict}: a field
 * that the model does not know is an error, and so is a value of another type.
 */
final class Manifests {

	static final Path KUBERNETES = Path.of("kubernetes");

	private static final YAMLMapper yaml = YAMLMapper.builder()
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final KubernetesSerialization model = new KubernetesSerialization();

	private Manifests() {
	}

	static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".yaml"))
				.filter((file) -> !file.endsWith("kustomization.yaml"))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<HasMetadata> read(Path file) {
		return parse(text(file));
	}

	static List<HasMetadata> readAll(Path folder) {
		return files(folder).stream().flatMap((file) -> read(file).stream()).toList();
	}

	static List<HasMetadata> parse(String text) {
		List<HasMetadata> resources = new ArrayList<>();
		for (JsonNode document : trees(text)) {
			HasMetadata resource = model.unmarshal(document.toString());
			requireKnown(resource, document);
			resources.add(resource);
		}
		return resources;
	}

	private static void requireKnown(HasMetadata resource, JsonNode document) {
		String name = document.path("kind").asText() + " " + document.path("metadata").path("name").asText();
		if (resource instanceof GenericKubernetesResource) {
			throw new IllegalArgumentException(name + " is of no known kind");
		}
		JsonNode known = model.convertValue(withoutUnknown(resource), ObjectNode.class);
		requireSame(name, document, known);
	}

	// What the model does not know it keeps aside; written without that, it is missing.
	private static KubernetesResource withoutUnknown(KubernetesResource resource) {
		UnknownFields.remove(resource);
		return resource;
	}

	private static void requireSame(String path, JsonNode written, JsonNode known) {
		if (written.isObject()) {
			for (Map.Entry<String, JsonNode> field : written.properties()) {
				JsonNode value = known.get(field.getKey());
				boolean isEmpty = field.getValue().isContainerNode() && field.getValue().isEmpty();
				if (value == null && !isEmpty) {
					throw new IllegalArgumentException(path + " has no field " + field.getKey());
				}
				if (value != null) {
					requireSame(path + "." + field.getKey(), field.getValue(), value);
				}
			}
		}
		else if (written.isArray()) {
			for (int i = 0; i < written.size(); i++) {
				requireSame(path + "[" + i + "]", written.get(i), known.path(i));
			}
		}
		else if (!written.asText().equals(known.asText()) || written.isTextual() != known.isTextual()) {
			throw new IllegalArgumentException(path + " is " + written + ", which is read as " + known);
		}
	}

	static List<JsonNode> trees(String text) {
		try (MappingIterator<JsonNode> documents = yaml.readerFor(JsonNode.class).readValues(text)) {
			return documents.readAll();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static JsonNode tree(Path file) {
		return trees(text(file)).get(0);
	}

	static String text(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
