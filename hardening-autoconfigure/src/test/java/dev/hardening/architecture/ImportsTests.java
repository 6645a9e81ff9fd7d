package dev.hardening.architecture;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A class that is not listed does not exist for Boot, and nothing else would tell.
 */
class ImportsTests {

	private static final Path CLASSES = Path.of("target/classes");

	@Test
	void autoConfigurationsWhenComparedWithClassesAreAllListedAndSorted() throws IOException {
		assertThat(listed(AutoConfiguration.class.getName()))
			.containsExactlyElementsOf(annotated(AutoConfiguration.class));
	}

	@Test
	void propertiesWhenComparedWithClassesAreAllListedAndSorted() throws IOException {
		assertThat(listed("dev.hardening.environment.HardeningProperties"))
			.containsExactlyElementsOf(annotated(ConfigurationProperties.class));
	}

	private List<String> listed(String name) throws IOException {
		return Files.readAllLines(CLASSES.resolve("META-INF/spring/" + name + ".imports"));
	}

	private List<String> annotated(Class<? extends Annotation> annotation) throws IOException {
		CachingMetadataReaderFactory readers = new CachingMetadataReaderFactory();
		Stream.Builder<String> names = Stream.builder();
		for (var resource : new PathMatchingResourcePatternResolver()
			.getResources(CLASSES.toUri() + "dev/hardening/**/*.class")) {
			var metadata = readers.getMetadataReader(resource).getAnnotationMetadata();
			if (metadata.isAnnotated(annotation.getName())) {
				names.add(metadata.getClassName());
			}
		}
		return names.build().sorted().toList();
	}

}
