package dev.hardening.sample.catalog;

import java.util.List;
import java.util.Map;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TransferController {

	private final CatalogImport catalogs;

	private final Items items;

	TransferController(CatalogImport catalogs, Items items) {
		this.catalogs = catalogs;
		this.items = items;
	}

	@Operation(summary = "Import catalogs with their items: all of them, or none")
	@PostMapping("/api/import/catalogs")
	Catalog.Imported take(@Valid @RequestBody Catalog.Import batch) {
		if (batch.size() > Catalog.Import.MOST) {
			throw tooMany(batch.size());
		}
		try {
			return this.catalogs.run(batch);
		}
		catch (DuplicateKeyException ex) {
			throw CatalogProblems.exists();
		}
	}

	private ProblemException tooMany(int size) {
		String message = "holds %d catalogs and items together; at most %d are taken at once".formatted(size,
				Catalog.Import.MOST);
		return new ProblemException(Problem.of(ProblemType.VALIDATION_FAILED, null)
			.with("errors", List.of(Map.of("field", "catalogs", "message", message))));
	}

	@Operation(summary = "Export items, page by page")
	@GetMapping("/api/export/items")
	Page<Item> give(@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
			@RequestParam(defaultValue = "1000") @Min(1) @Max(10_000) int size) {
		return this.items.page(page, size);
	}

}
