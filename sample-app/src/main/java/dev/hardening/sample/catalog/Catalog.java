package dev.hardening.sample.catalog;

import java.util.List;

import dev.hardening.validation.MaxBatch;
import dev.hardening.validation.SafeName;
import dev.hardening.validation.SafeText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A catalog of materials.
 *
 * @param name the name, unique
 * @param description what it holds
 * @param version grows with every change; a change names the version it is made to
 */
record Catalog(String name, String description, int version) {

	/**
	 * A catalog to be.
	 *
	 * @param name the name
	 * @param description what it holds
	 */
	@Schema(example = """
			{"name":"walls","description":"Paints for walls"}""")
	record New(@NotNull @SafeName String name, @NotNull @SafeText(max = 1000) String description) {
	}

	/**
	 * A change.
	 *
	 * @param description what it holds from now on
	 * @param version the version that the change is made to
	 */
	@Schema(example = """
			{"description":"Paints for walls and ceilings","version":0}""")
	record Change(@NotNull @SafeText(max = 1000) String description, @NotNull Integer version) {
	}

	/**
	 * A catalog with its items, to be imported.
	 *
	 * @param name the name
	 * @param description what it holds
	 * @param items its items
	 */
	record WithItems(@NotNull @SafeName String name, @NotNull @SafeText(max = 1000) String description,
			@NotNull @MaxBatch List<Item.@NotNull @Valid New> items) {
	}

	/**
	 * Many catalogs at once.
	 *
	 * @param catalogs the catalogs
	 */
	@Schema(example = """
			{"catalogs":[{"name":"floors","description":"Woods","items":[{"name":"oak","description":"Oiled","color":"#b5935a"}]}]}""")
	record Import(@NotNull @Size(min = 1) @MaxBatch List<@NotNull @Valid WithItems> catalogs) {

		static final int MOST = 1000;

		int size() {
			return this.catalogs.stream().mapToInt((catalog) -> 1 + catalog.items().size()).sum();
		}

	}

	/**
	 * What an import did.
	 *
	 * @param catalogs how many catalogs are new
	 * @param items how many items are new
	 */
	record Imported(int catalogs, int items) {
	}

}
