package dev.hardening.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds every property described, and {@code docs/properties.md} up to date. Run with
 * {@code -Ddocs.write=true} to rewrite the page.
 */
class PropertiesDocumentationTests {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Path PAGE = Path.of("../docs/properties.md");

	private final PropertyTree tree = PropertyTree.load(null);

	private final PropertiesDocumentation documentation;

	PropertiesDocumentationTests() throws IOException {
		this.documentation = new PropertiesDocumentation(METADATA, this.tree);
	}

	@Test
	void propertyWhenItExistsIsDescribed() {
		assertThat(this.documentation.properties().values()).filteredOn((property) -> property.description().isEmpty())
			.extracting(PropertiesDocumentation.Property::key)
			.isEmpty();
	}

	@Test
	void propertyWhenDescribedFollowsTheHouse() {
		assertThat(this.documentation.properties().values())
			.filteredOn((property) -> property.description().matches("(?s)(The|A|An) .*"))
			.extracting(PropertiesDocumentation.Property::key)
			.isEmpty();
	}

	@Test
	void propertyWhenKnownToTheStartIsDocumented() {
		assertThat(this.documentation.properties().keySet())
			.containsAll(this.tree.leaves().stream().map(PropertyNode::path).toList());
	}

	@Test
	void pageWhenComparedWithMetadataIsUpToDate() throws IOException {
		String expected = this.documentation.markdown();
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(PAGE, expected);
		}
		assertThat(PAGE).content()
			.as("docs/properties.md; rewrite it by running this test with -Ddocs.write=true")
			.isEqualTo(expected);
	}

}
