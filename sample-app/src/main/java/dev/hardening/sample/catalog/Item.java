package dev.hardening.sample.catalog;

import dev.hardening.validation.SafeName;
import dev.hardening.validation.SafeText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * An item of a catalog: a material.
 *
 * @param catalog the catalog's name
 * @param name the name, unique in the catalog
 * @param description what it is
 * @param color its colour as {@code #rrggbb}
 * @param version grows with every change
 */
record Item(String catalog, String name, String description, String color, int version) {

	/**
	 * An item to be.
	 *
	 * @param name the name
	 * @param description what it is
	 * @param color its colour
	 */
	@Schema(example = """
			{"name":"sage","description":"A matt green","color":"#9caf88"}""")
	record New(@NotNull @SafeName String name, @NotNull @SafeText(max = 1000) String description,
			@NotNull @Pattern(regexp = "^#[0-9a-f]{6}$") String color) {
	}

	/**
	 * A change.
	 *
	 * @param description what it is from now on
	 * @param color its colour from now on
	 * @param version the version that the change is made to
	 */
	@Schema(example = """
			{"description":"A silky green","color":"#9caf88","version":0}""")
	record Change(@NotNull @SafeText(max = 1000) String description,
			@NotNull @Pattern(regexp = "^#[0-9a-f]{6}$") String color, @NotNull Integer version) {
	}

}
