package dev.hardening.validation.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.multipart.MultipartFile;

/**
 * Validates {@link UploadedFile}.
 */
class UploadedFileValidator implements ConstraintValidator<UploadedFile, MultipartFile> {

	private final ObjectProvider<UploadInspector> inspector;

	private final ObjectProvider<ControlReporter> reporter;

	private List<String> types = List.of();

	UploadedFileValidator(ObjectProvider<UploadInspector> inspector, ObjectProvider<ControlReporter> reporter) {
		this.inspector = inspector;
		this.reporter = reporter;
	}

	@Override
	public void initialize(UploadedFile constraint) {
		this.types = List.of(constraint.types());
	}

	@Override
	public boolean isValid(@Nullable MultipartFile file, ConstraintValidatorContext context) {
		String refusal = (file != null) ? refusal(file) : null;
		if (refusal == null) {
			return true;
		}
		this.reporter
			.ifAvailable((listener) -> listener.refused("uploads", ControlMode.ENFORCE, () -> "the file " + refusal));
		context.disableDefaultConstraintViolation();
		// A refusal is made of our own words and numbers, never of the client's.
		context.buildConstraintViolationWithTemplate(refusal).addConstraintViolation();
		return false;
	}

	private @Nullable String refusal(MultipartFile file) {
		try {
			return inspector().inspect(file, this.types);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private UploadInspector inspector() {
		return this.inspector.getIfAvailable(() -> {
			throw new IllegalStateException(
					"@UploadedFile tells types by content: add the dependency org.apache.tika:tika-core");
		});
	}

}
