package dev.hardening.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.springframework.util.Assert;

/**
 * A page: what is added as text is escaped, so that no evidence, path or name can become
 * markup.
 */
final class Html {

	private static final String STYLE = style();

	private final StringBuilder page = new StringBuilder();

	Html(String title) {
		raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
				+ "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
		text(title).raw("</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n<div class=\"wrap\">\n");
	}

	/**
	 * Return the policy of a page: nothing but this style, and forms that lead here.
	 * @return the value of Content-Security-Policy
	 */
	static String policy() {
		return "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
			.formatted(digest(STYLE));
	}

	Html raw(String markup) {
		this.page.append(markup);
		return this;
	}

	Html text(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '<' -> this.page.append("&lt;");
				case '>' -> this.page.append("&gt;");
				case '&' -> this.page.append("&amp;");
				case '"' -> this.page.append("&quot;");
				case '\'' -> this.page.append("&#39;");
				default -> this.page.append(c);
			}
		}
		return this;
	}

	Html element(String name, String text) {
		return raw("<" + name + ">").text(text).raw("</" + name.split(" ", 2)[0] + ">");
	}

	String end() {
		return raw("</div>\n</body>\n</html>\n").page.toString();
	}

	private static String style() {
		try (InputStream stream = Html.class.getResourceAsStream("page.css")) {
			Assert.state(stream != null, "page.css is missing");
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
