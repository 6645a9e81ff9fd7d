package dev.hardening.sample.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.web.util.HtmlUtils;

/**
 * A page with names in double braces, each of which stands for a text.
 */
final class Page {

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper("{{", "}}");

	private final String template;

	private Page(String template) {
		this.template = template;
	}

	static Page read(String location) throws IOException {
		return new Page(new ClassPathResource(location).getContentAsString(StandardCharsets.UTF_8));
	}

	String render(Map<String, String> texts) {
		return PLACEHOLDERS.replacePlaceholders(this.template,
				(name) -> HtmlUtils.htmlEscape(texts.getOrDefault(name, "")));
	}

}
