package dev.hardening.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * All keys that exist under {@code hardening}, read from the records that the starter and
 * others list. The keys of a feature are known also when it is off or its library
 * missing.
 */
final class PropertyTree {

	static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("hardening");

	static final String LIST = "META-INF/spring/dev.hardening.environment.HardeningProperties.imports";

	private static final int MAX_DEPTH = 8;

	private final PropertyNode root = PropertyNode.root("hardening");

	private PropertyTree() {
		this.root.children()
			.put("environment", PropertyNode.scalar(DeploymentEnvironment.PROPERTY, DeploymentEnvironment.class));
	}

	static PropertyTree load(@Nullable ClassLoader classLoader) {
		PropertyTree tree = new PropertyTree();
		for (String name : listed(classLoader)) {
			tree.add(ClassUtils.resolveClassName(name, classLoader));
		}
		return tree;
	}

	static PropertyTree of(Class<?>... types) {
		PropertyTree tree = new PropertyTree();
		List.of(types).forEach(tree::add);
		return tree;
	}

	private void add(Class<?> type) {
		ConfigurationProperties annotation = AnnotatedElementUtils.findMergedAnnotation(type,
				ConfigurationProperties.class);
		ConfigurationPropertyName prefix = ConfigurationPropertyName
			.of((annotation != null) ? annotation.prefix() : "");
		if (!PREFIX.isAncestorOf(prefix)) {
			throw new IllegalStateException(type.getName() + " has no prefix under hardening");
		}
		PropertyNode node = this.root;
		for (int i = 1; i < prefix.getNumberOfElements(); i++) {
			node = node.child(prefix.getElement(i, Form.DASHED));
		}
		node.addComponents(ResolvableType.forClass(type));
	}

	/**
	 * Find what a key stands for.
	 * @param name the key
	 * @return the node, empty when the key is unknown
	 */
	Optional<PropertyNode> find(ConfigurationPropertyName name) {
		PropertyNode node = this.root;
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			PropertyNode next = next(node, name, i);
			if (next == null) {
				return Optional.empty();
			}
			if (next.isFree()) {
				return Optional.of(next);
			}
			node = next;
		}
		return Optional.of(node);
	}

	private @Nullable PropertyNode next(PropertyNode node, ConfigurationPropertyName name, int index) {
		if (node.isMap() || (node.isList() && name.isNumericIndex(index))) {
			return node.element();
		}
		return node.children().get(PropertyNode.uniform(name.getElement(index, Form.UNIFORM)));
	}

	/**
	 * Return whether an environment variable stands for a known key. In its name a dash
	 * is an underscore like a dot, or nothing at all.
	 * @param name the name as Boot maps it, every underscore a dot
	 * @return {@code true} if it does
	 */
	boolean knowsVariable(ConfigurationPropertyName name) {
		List<String> elements = new ArrayList<>();
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			elements.add(PropertyNode.uniform(name.getElement(i, Form.UNIFORM)));
		}
		return knowsVariable(this.root, elements);
	}

	private boolean knowsVariable(PropertyNode node, List<String> elements) {
		if (elements.isEmpty() || node.isFree()) {
			return true;
		}
		PropertyNode element = node.element();
		StringBuilder name = new StringBuilder();
		for (int i = 0; i < elements.size(); i++) {
			name.append(elements.get(i));
			PropertyNode next = (element != null) ? element : node.children().get(name.toString());
			if (next != null && knowsVariable(next, elements.subList(i + 1, elements.size()))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return every key in its documented form.
	 * @return nodes without children, and those of maps and lists
	 */
	List<PropertyNode> leaves() {
		List<PropertyNode> leaves = new ArrayList<>();
		collect(this.root, 0, leaves);
		return leaves;
	}

	private void collect(PropertyNode node, int depth, List<PropertyNode> leaves) {
		PropertyNode element = node.element();
		if (element != null && element.type().isRecord() && depth < MAX_DEPTH) {
			collect(element, depth + 1, leaves);
		}
		else if (node.children().isEmpty()) {
			leaves.add(node);
		}
		else if (depth < MAX_DEPTH) {
			node.children().values().forEach((child) -> collect(child, depth + 1, leaves));
		}
	}

	private static Set<String> listed(@Nullable ClassLoader classLoader) {
		ClassLoader loader = (classLoader != null) ? classLoader : ClassUtils.getDefaultClassLoader();
		Set<String> names = new LinkedHashSet<>();
		try {
			for (URL url : Collections
				.list((loader != null) ? loader.getResources(LIST) : ClassLoader.getSystemResources(LIST))) {
				try (BufferedReader reader = new BufferedReader(
						new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
					reader.lines()
						.map(PropertyTree::withoutComment)
						.filter((line) -> !line.isEmpty())
						.forEach(names::add);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return names;
	}

	private static String withoutComment(String line) {
		int comment = line.indexOf('#');
		return ((comment < 0) ? line : line.substring(0, comment)).strip();
	}

}
