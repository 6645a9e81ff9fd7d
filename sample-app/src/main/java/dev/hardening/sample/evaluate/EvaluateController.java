package dev.hardening.sample.evaluate;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/evaluate")
class EvaluateController {

	@Operation(summary = "Contrast of every swatch with every other")
	@PostMapping("/matrix")
	@RateLimit(name = "evaluate-matrix", limits = "10/1m", key = "client")
	Matrix matrix(@Valid @RequestBody Swatches swatches) {
		List<List<Double>> contrast = new ArrayList<>();
		for (Swatch row : swatches.items()) {
			contrast.add(swatches.items().stream().map(row::contrast).toList());
		}
		return new Matrix(swatches.items().stream().map(Swatch::name).toList(), contrast);
	}

	@Operation(summary = "Group swatches that look alike")
	@PostMapping("/clusters")
	@RateLimit(name = "evaluate-clusters", limits = "5/1m", key = "client")
	Clusters clusters(@Valid @RequestBody Clustering clustering) {
		double threshold = (clustering.threshold() != null) ? clustering.threshold() : 120;
		List<List<Swatch>> clusters = new ArrayList<>();
		for (Swatch swatch : clustering.items()) {
			join(clusters, swatch, threshold);
		}
		return new Clusters(clusters.stream().map((cluster) -> cluster.stream().map(Swatch::name).toList()).toList());
	}

	private void join(List<List<Swatch>> clusters, Swatch swatch, double threshold) {
		List<Swatch> joined = new ArrayList<>(List.of(swatch));
		clusters.removeIf((cluster) -> {
			boolean near = cluster.stream().anyMatch((member) -> member.distance(swatch) <= threshold);
			if (near) {
				joined.addAll(0, cluster);
			}
			return near;
		});
		clusters.add(joined);
	}

	@Operation(summary = "Compare two swatches")
	@PostMapping("/pair")
	@RateLimit(name = "evaluate-pair", limits = "20/1m", key = "client")
	Comparison pair(@Valid @RequestBody Pair pair) {
		double contrast = pair.a().contrast(pair.b());
		return new Comparison(contrast, pair.a().distance(pair.b()), contrast >= 4.5);
	}

	/**
	 * Colours to compare each with each.
	 *
	 * @param items the colours
	 */
	@Schema(example = """
			{"items":[{"name":"sage","color":"#9caf88"},{"name":"ink","color":"#1b1f3b"}]}""")
	record Swatches(@NotNull @Size(min = 2, max = 200) List<@NotNull @Valid Swatch> items) {
	}

	/**
	 * Colours to group.
	 *
	 * @param items the colours
	 * @param threshold how far apart neighbours may be
	 */
	@Schema(example = """
			{"items":[{"name":"sage","color":"#9caf88"},{"name":"moss","color":"#8a9a5b"}],"threshold":20}""")
	record Clustering(@NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Swatch> items,
			@DecimalMin("1") @DecimalMax("765") @Nullable Double threshold) {
	}

	/**
	 * Two colours.
	 *
	 * @param a one
	 * @param b the other
	 */
	@Schema(example = """
			{"a":{"name":"sage","color":"#9caf88"},"b":{"name":"ink","color":"#1b1f3b"}}""")
	record Pair(@NotNull @Valid Swatch a, @NotNull @Valid Swatch b) {
	}

	/**
	 * The contrast of each colour with each.
	 *
	 * @param names the names, in the order of rows and columns
	 * @param contrast the contrasts
	 */
	record Matrix(List<String> names, List<List<Double>> contrast) {
	}

	/**
	 * Colours in groups.
	 *
	 * @param clusters the names in each group
	 */
	record Clusters(List<List<String>> clusters) {
	}

	/**
	 * How two colours compare.
	 *
	 * @param contrast the contrast
	 * @param distance how far apart they look
	 * @param readable whether text of one can be read on the other (WCAG 2, level AA)
	 */
	record Comparison(double contrast, double distance, boolean readable) {
	}

}
