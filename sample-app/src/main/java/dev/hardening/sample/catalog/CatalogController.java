package dev.hardening.sample.catalog;

import java.net.URI;

import dev.hardening.validation.SafeName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/catalogs")
class CatalogController {

	private final Catalogs catalogs;

	CatalogController(Catalogs catalogs) {
		this.catalogs = catalogs;
	}

	@Operation(summary = "List catalogs by name")
	@GetMapping
	Page<Catalog> list(@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
		return this.catalogs.page(page, size);
	}

	/**
	 * Create a catalog. Sent again, for example because the answer got lost, the same
	 * request finds its work done.
	 * @param catalog the catalog to be
	 * @return 201 when it is new, 200 when the very same was there
	 */
	@Operation(summary = "Create a catalog; sent again, it finds its work done")
	@ApiResponse(responseCode = "409", ref = "Problem409")
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Catalog> create(@Valid @RequestBody Catalog.New catalog) {
		boolean created = insert(catalog);
		Catalog now = this.catalogs.find(catalog.name()).orElseThrow(CatalogProblems::notFound);
		if (!created && !now.description().equals(catalog.description())) {
			throw CatalogProblems.exists();
		}
		URI location = UriComponentsBuilder.fromPath("/api/catalogs/{name}").build(catalog.name());
		return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK).location(location).body(now);
	}

	private boolean insert(Catalog.New catalog) {
		try {
			this.catalogs.create(catalog);
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	@Operation(summary = "Read a catalog")
	@GetMapping("/{name}")
	Catalog get(@PathVariable @SafeName String name) {
		return this.catalogs.find(name).orElseThrow(CatalogProblems::notFound);
	}

	@Operation(summary = "Change a catalog, naming the version it is made to")
	@ApiResponse(responseCode = "409", ref = "Problem409")
	@PutMapping("/{name}")
	Catalog change(@PathVariable @SafeName String name, @Valid @RequestBody Catalog.Change change) {
		if (!this.catalogs.change(name, change)) {
			get(name);
			throw CatalogProblems.stale();
		}
		return get(name);
	}

	@Operation(summary = "Delete a catalog with its items")
	@DeleteMapping("/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable @SafeName String name) {
		if (!this.catalogs.delete(name)) {
			throw CatalogProblems.notFound();
		}
	}

}
