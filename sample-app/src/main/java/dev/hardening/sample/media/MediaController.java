package dev.hardening.sample.media;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;

import dev.hardening.sample.files.StoredFile;
import dev.hardening.sample.files.StoredFiles;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
class MediaController {

	private final StoredFiles files;

	MediaController(StoredFiles files) {
		this.files = files;
	}

	@PostMapping(path = "/api/media", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	Media upload(@RequestParam MultipartFile file, Principal principal) throws IOException {
		byte[] content = file.getBytes();
		Picture picture = Picture.read(content).orElseThrow(MediaController::noPicture);
		StoredFile stored = this.files.store(principal.getName(), name(file), picture.contentType(), content);
		return Media.of(stored, picture);
	}

	private String name(MultipartFile file) {
		String name = StringUtils.getFilename(StringUtils.cleanPath(String.valueOf(file.getOriginalFilename())));
		String safe = String.valueOf(name).replaceAll("[^\\p{L}\\p{N} ._-]", "_");
		return safe.substring(0, Math.min(100, safe.length()));
	}

	private static ProblemException noPicture() {
		return new ProblemException(Problem.of(ProblemType.VALIDATION_FAILED, null)
			.with("errors", List.of(Map.of("field", "file", "message", "is not a picture that can be read"))));
	}

}
