package dev.hardening.environment;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the descriptions of a record's components from its source: the metadata has none
 * for what is in maps and lists.
 */
final class RecordJavadoc {

	private static final Pattern PARAM = Pattern.compile("@param (\\w+) (.*?)(?=@\\w+ |$)", Pattern.DOTALL);

	private final Map<Class<?>, Map<String, String>> read = new HashMap<>();

	/**
	 * Return what the Javadoc says of a component.
	 * @param component the component
	 * @return the description, empty when there is none
	 */
	String of(RecordComponent component) {
		return this.read.computeIfAbsent(component.getDeclaringRecord(), this::parameters)
			.getOrDefault(component.getName(), "");
	}

	private Map<String, String> parameters(Class<?> type) {
		Map<String, String> parameters = new HashMap<>();
		Matcher matcher = PARAM.matcher(javadoc(type));
		while (matcher.find()) {
			parameters.put(matcher.group(1), plain(matcher.group(2)));
		}
		return parameters;
	}

	private String javadoc(Class<?> type) {
		Class<?> top = type;
		while (top.getEnclosingClass() != null) {
			top = top.getEnclosingClass();
		}
		try {
			String source = Files.readString(Path.of("src/main/java", top.getName().replace('.', '/') + ".java"));
			Matcher matcher = Pattern.compile("\\brecord " + type.getSimpleName() + "\\(").matcher(source);
			if (!matcher.find()) {
				return "";
			}
			int end = source.lastIndexOf("*/", matcher.start());
			// At the beginning of a line: descriptions have path patterns in them.
			int start = Math.max(source.lastIndexOf("\n/**\n", matcher.start()),
					source.lastIndexOf("\t/**\n", matcher.start()));
			return (start >= 0 && end > start) ? source.substring(start + 4, end).replaceAll("\n\\s*\\* ?", "\n") : "";
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String plain(String javadoc) {
		return javadoc.replaceAll("\\{@(?:code|link) #?([^}]*)}", "$1").replaceAll("\\s+", " ").strip();
	}

}
