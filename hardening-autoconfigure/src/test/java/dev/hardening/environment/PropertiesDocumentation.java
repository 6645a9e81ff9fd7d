package dev.hardening.environment;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Makes {@code docs/properties.md} from the configuration metadata, and for what is in
 * maps and lists from the records themselves.
 */
final class PropertiesDocumentation {

	private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("java.lang.String", "text"),
			Map.entry("java.lang.Boolean", "boolean"), Map.entry("java.lang.Integer", "number"),
			Map.entry("java.lang.Long", "number"), Map.entry("java.lang.Double", "number"),
			Map.entry("java.time.Duration", "duration"), Map.entry("java.time.Instant", "time"),
			Map.entry("dev.hardening.secrets.Secret", "secret"),
			Map.entry("org.springframework.util.unit.DataSize", "size"));

	private final RecordJavadoc javadoc = new RecordJavadoc();

	private final Map<String, Property> properties = new TreeMap<>();

	PropertiesDocumentation(Path metadata, PropertyTree tree) throws IOException {
		for (JsonNode property : JsonMapper.shared().readTree(Files.readString(metadata)).get("properties")) {
			String name = property.get("name").asString();
			if (name.startsWith("hardening.")) {
				add(name, property.path("type").asString(""), value(property.path("defaultValue")),
						property.path("description").asString(""));
			}
		}
		tree.leaves().forEach(this::addNested);
	}

	Map<String, Property> properties() {
		return this.properties;
	}

	private void add(String key, String type, String defaultValue, String description) {
		this.properties.put(key, new Property(key, type(type), defaultValue, sentence(description)));
	}

	private void addNested(PropertyNode leaf) {
		if (leaf.component() != null && !this.properties.containsKey(leaf.path())) {
			RecordComponent component = leaf.component();
			add(leaf.path(), component.getGenericType().getTypeName(), defaultOf(component),
					this.javadoc.of(component));
		}
	}

	private static String defaultOf(RecordComponent component) {
		RecordComponent[] components = component.getDeclaringRecord().getRecordComponents();
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			for (Parameter parameter : component.getDeclaringRecord().getDeclaredConstructor(types).getParameters()) {
				DefaultValue annotation = parameter.getAnnotation(DefaultValue.class);
				if (annotation != null && parameter.getName().equals(component.getName())) {
					return String.join(", ", annotation.value());
				}
			}
			return "";
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String markdown() {
		StringBuilder text = new StringBuilder("""
				# Properties

				Every key of the starter. A key that is not here stops the start, and so does a value that cannot work.
				`*` stands for a name of your choice, `[]` for an index. Made from the configuration metadata by
				`PropertiesDocumentationTests`; run it with `-Ddocs.write=true` after a change.
				""");
		Map<String, List<Property>> groups = this.properties.values()
			.stream()
			.collect(Collectors.groupingBy(Property::group, TreeMap::new, Collectors.toList()));
		groups.forEach((group, members) -> {
			text.append("\n## ")
				.append(group)
				.append("\n\n| key | type | default | description |\n| --- | --- | --- | --- |\n");
			members.forEach((property) -> text.append(property.row()).append('\n'));
		});
		return text.toString();
	}

	private static String value(JsonNode node) {
		if (node.isArray()) {
			return node.values().stream().map(JsonNode::asString).collect(Collectors.joining(", "));
		}
		return node.isMissingNode() ? "" : node.asString().replaceAll("^\\[(.*)]$", "$1");
	}

	private static String sentence(String description) {
		String text = StringUtils.capitalize(description.strip());
		return (text.isEmpty() || text.endsWith(".")) ? text : text + ".";
	}

	private static String type(String name) {
		if (name.startsWith("java.util.List<") || name.startsWith("java.util.Set<")) {
			return "list of " + type(argument(name));
		}
		if (name.startsWith("java.util.Map<")) {
			return "map of " + type(argument(name).substring(argument(name).indexOf(',') + 1).strip());
		}
		try {
			Class<?> type = Class.forName(name);
			if (type.isEnum()) {
				return Arrays.stream(type.getEnumConstants())
					.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
					.collect(Collectors.joining(", "));
			}
			return TYPES.getOrDefault(name, type.isRecord() ? "the keys below" : type.getSimpleName());
		}
		catch (ClassNotFoundException ex) {
			return switch (name) {
				case "int", "long", "double" -> "number";
				default -> name;
			};
		}
	}

	private static String argument(String name) {
		return name.substring(name.indexOf('<') + 1, name.lastIndexOf('>'));
	}

	/**
	 * One property as documented.
	 *
	 * @param key its key
	 * @param type what can be written
	 * @param defaultValue its default, empty when there is none
	 * @param description what it does
	 */
	record Property(String key, String type, String defaultValue, String description) {

		String group() {
			String[] names = this.key.split("\\.");
			return (names.length > 2) ? "hardening." + names[1] : "hardening";
		}

		String row() {
			return "| <a id=\"%s\"></a>`%s` | %s | %s | %s |".formatted(FailureText.anchor(this.key), this.key,
					cell(this.type), this.defaultValue.isEmpty() ? "" : "`" + cell(this.defaultValue) + "`",
					cell(this.description));
		}

		private String cell(String text) {
			return text.replace("|", "\\|").replace("<", "&lt;");
		}

	}

}
