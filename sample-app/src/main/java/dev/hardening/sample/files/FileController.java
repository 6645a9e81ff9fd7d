package dev.hardening.sample.files;

import java.security.Principal;
import java.util.List;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Pattern;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FileController {

	static final String KEY = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

	private final StoredFiles files;

	FileController(StoredFiles files) {
		this.files = files;
	}

	@Operation(summary = "List your files")
	@GetMapping("/api/files")
	List<StoredFile> list(Principal principal) {
		return this.files.ofOwner(principal.getName());
	}

	/**
	 * Hand a file out. The signature was checked before the request came here. Ranges are
	 * answered by Spring.
	 * @param key the file
	 * @return its content
	 */
	@Operation(summary = "Fetch a file by its signed link, whole or a range of it")
	@GetMapping("/files/{key}")
	ResponseEntity<Resource> get(@PathVariable @Pattern(regexp = KEY) String key) {
		StoredFile file = this.files.find(key).orElseThrow(FileController::notFound);
		ContentDisposition disposition = ContentDisposition.inline().filename(file.name()).build();
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(file.contentType()))
			.cacheControl(CacheControl.noStore())
			.eTag(file.sha256())
			.header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
			.body(new ByteArrayResource(this.files.content(key)));
	}

	static ProblemException notFound() {
		return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "There is no such file."));
	}

}
