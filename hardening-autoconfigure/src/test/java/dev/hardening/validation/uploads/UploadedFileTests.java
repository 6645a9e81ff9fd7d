package dev.hardening.validation.uploads;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.hardening.validation.InputValidationAutoConfiguration;
import dev.hardening.validation.Sanitizer;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import org.apache.tika.mime.MimeTypes;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UploadedFile} in an application, and for the auto-configurations.
 */
class UploadedFileTests {

	private static final byte[] TEXT = "hello".getBytes(StandardCharsets.UTF_8);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ValidationAutoConfiguration.class, UploadsAutoConfiguration.class, InputValidationAutoConfiguration.class));

	@Test
	void validateWhenTypeIsNotAcceptedSaysWhichAre() {
		this.runner.run((context) -> {
			Validator validator = context.getBean(Validator.class);
			assertThat(validator.validate(new Form(file("a.txt", "text/plain"), null))).hasSize(1)
				.allSatisfy((violation) -> assertThat(violation.getMessage())
					.isEqualTo("must be one of image/jpeg, image/png"));
			assertThat(validator.validate(new Form(null, file("a.txt", "text/plain")))).isEmpty();
		});
	}

	@Test
	void validateWhenTikaIsAbsentAcceptsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(MimeTypes.class)).run((context) -> {
			Validator validator = context.getBean(Validator.class);
			assertThatExceptionOfType(ValidationException.class)
				.isThrownBy(() -> validator.validate(new Form(file("a.txt", "text/plain"), null)))
				.withStackTraceContaining("add the dependency org.apache.tika:tika-core");
		});
	}

	@Test
	void inspectorWhenTheUserHasOneIsTheUsers() {
		UploadInspector own = new UploadInspector(
				new UploadsProperties(DataSize.ofBytes(1), List.of("text/plain"), 1, 1, 1, DataSize.ofBytes(1)));
		this.runner.withBean(UploadInspector.class, () -> own)
			.run((context) -> assertThat(context.getBean(UploadInspector.class)).isSameAs(own));
	}

	@Test
	void sanitizerWhenNothingIsConfiguredUsesTheLibrary() {
		this.runner.run((context) -> assertThat(context.getBean(Sanitizer.class).html("<b>a</b><i onclick=x>"))
			.isEqualTo("<b>a</b><i></i>"));
		this.runner.withClassLoader(new FilteredClassLoader("org.owasp.html"))
			.run((context) -> assertThat(context).hasSingleBean(Sanitizer.class));
	}

	private static MockMultipartFile file(String name, String type) {
		return new MockMultipartFile("file", name, type, TEXT);
	}

	record Form(@UploadedFile MultipartFile image, @UploadedFile(types = "text/plain") MultipartFile text) {

	}

}
