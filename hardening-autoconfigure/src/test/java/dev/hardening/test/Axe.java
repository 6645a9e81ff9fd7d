package dev.hardening.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Runs axe-core in a page. Scripts of the driver are not subject to the page's content
 * security policy.
 */
final class Axe {

	private static final String RESOURCE = "/axe.min.js";

	private static final String RUN = """
			const done = arguments[arguments.length - 1];
			axe.run(document, { resultTypes: ['violations'] }).then(
			  (result) => done(result.violations
			    .filter((found) => ['serious', 'critical'].includes(found.impact))
			    .map((found) => `${found.id} (${found.impact}): ${found.help}: `
			      + found.nodes.map((node) => `${node.target} ${node.any.map((any) => any.message)}`).join(' | '))),
			  (error) => done(['axe failed: ' + error]));""";

	private Axe() {
	}

	@SuppressWarnings("unchecked")
	static List<String> run(ChromeDriver driver) {
		if (!Boolean.TRUE.equals(driver.executeScript("return typeof axe === 'object'"))) {
			driver.executeScript(source());
		}
		return (List<String>) driver.executeAsyncScript(RUN);
	}

	private static String source() {
		try (InputStream source = Axe.class.getResourceAsStream(RESOURCE)) {
			return new String(source.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
