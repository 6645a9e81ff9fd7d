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
@RequestMapping("/api/catalogs/{catalog}/items")
class ItemController {

	private final Catalogs catalogs;

	private final Items items;

	ItemController(Catalogs catalogs, Items items) {
		this.catalogs = catalogs;
		this.items = items;
	}

	@Operation(summary = "List the items of a catalog by name")
	@GetMapping
	Page<Item> list(@PathVariable @SafeName String catalog,
			@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
		if (this.catalogs.find(catalog).isEmpty()) {
			throw CatalogProblems.notFound();
		}
		return this.items.page(catalog, page, size);
	}

	@Operation(summary = "Create an item; sent again, it finds its work done")
	@ApiResponse(responseCode = "409", ref = "Problem409")
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Item> create(@PathVariable @SafeName String catalog, @Valid @RequestBody Item.New item) {
		boolean created = insert(catalog, item);
		Item now = get(catalog, item.name());
		if (!created && !(now.description().equals(item.description()) && now.color().equals(item.color()))) {
			throw CatalogProblems.exists();
		}
		URI location = UriComponentsBuilder.fromPath("/api/catalogs/{catalog}/items/{item}")
			.build(catalog, item.name());
		return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK).location(location).body(now);
	}

	private boolean insert(String catalog, Item.New item) {
		try {
			return this.items.create(catalog, item);
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	@Operation(summary = "Read an item")
	@GetMapping("/{item}")
	Item get(@PathVariable @SafeName String catalog, @PathVariable @SafeName String item) {
		return this.items.find(catalog, item).orElseThrow(CatalogProblems::notFound);
	}

	@Operation(summary = "Change an item, naming the version it is made to")
	@ApiResponse(responseCode = "409", ref = "Problem409")
	@PutMapping("/{item}")
	Item change(@PathVariable @SafeName String catalog, @PathVariable @SafeName String item,
			@Valid @RequestBody Item.Change change) {
		if (!this.items.change(catalog, item, change)) {
			get(catalog, item);
			throw CatalogProblems.stale();
		}
		return get(catalog, item);
	}

	@Operation(summary = "Delete an item")
	@DeleteMapping("/{item}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable @SafeName String catalog, @PathVariable @SafeName String item) {
		if (!this.items.delete(catalog, item)) {
			throw CatalogProblems.notFound();
		}
	}

}
