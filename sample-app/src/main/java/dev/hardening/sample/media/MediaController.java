package dev.hardening.sample.media;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;

import dev.hardening.sample.files.StoredFile;
import dev.hardening.sample.files.StoredFiles;
import dev.hardening.validation.Sanitizer;
import dev.hardening.validation.uploads.UploadedFile;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
class MediaController {

	private final StoredFiles files;

	private final Sanitizer sanitizer;

	MediaController(StoredFiles files, Sanitizer sanitizer) {
		this.files = files;
		this.sanitizer = sanitizer;
	}

	@Operation(summary = "Upload a picture, which becomes a material")
	@PostMapping(path = "/api/media", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	Media upload(@RequestParam @UploadedFile MultipartFile file, Principal principal) throws IOException {
		byte[] content = file.getBytes();
		Picture picture = Picture.read(content).orElseThrow(MediaController::noPicture);
		StoredFile stored = this.files.store(principal.getName(), this.sanitizer.name(file.getOriginalFilename(), 100),
				picture.contentType(), content);
		return Media.of(stored, picture);
	}

	private static ProblemException noPicture() {
		return new ProblemException(Problem.of(ProblemType.VALIDATION_FAILED, null)
			.with("errors", List.of(Map.of("field", "file", "message", "is not a picture that can be read"))));
	}

}
