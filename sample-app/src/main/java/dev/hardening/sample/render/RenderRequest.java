package dev.hardening.sample.render;

import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What to draw.
 *
 * @param client whose scene it is
 * @param scene the room
 * @param selection the material of each layer
 */
@Schema(example = """
		{"client":"acme","scene":"living-room","selection":{"wall":"sage","floor":"oak"}}""")
record RenderRequest(@NotNull @Size(min = 1, max = 100) @Pattern(regexp = NAME) String client,
		@NotNull @Size(min = 1, max = 100) @Pattern(regexp = NAME) String scene,
		@NotNull @Size(max = 10) Map<@Size(max = 50) @Pattern(regexp = LAYER) String, @NotNull @Size(
				max = 100) @Pattern(regexp = MATERIAL) String> selection) {

	static final String NAME = "^[a-z0-9-]+$";

	static final String BUILD = "^[0-9a-z]{12}$";

	static final String TILE = "^[0-9a-z]{1,20}_[fblrud]_\\d{1,2}_\\d{1,2}_\\d{1,2}\\.jpg$";

	private static final String LAYER = "^[A-Za-z0-9]+$";

	private static final String MATERIAL = "^-*[A-Za-z0-9][A-Za-z0-9-]*$";

}
