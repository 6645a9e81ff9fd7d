package dev.hardening.cors;

import java.util.List;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;
import dev.hardening.environment.DeploymentEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tells which other sites may make a request.
 */
class CorsExplainer implements ControlExplainer {

	private final CorsProperties properties;

	private final boolean development;

	private final @Nullable ActuatorCors actuator;

	CorsExplainer(CorsProperties properties, DeploymentEnvironment environment, @Nullable ActuatorCors actuator) {
		this.properties = properties;
		this.development = environment.isDevelopment();
		this.actuator = actuator;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		boolean covered = this.properties.paths()
			.stream()
			.anyMatch((path) -> PathPatternParser.defaultInstance.parse(path).matches(request.path()));
		if (this.properties.enabled() && this.actuator != null && this.actuator.decides(request.path())) {
			return List.of(ExplainedControl.of(ExplainStage.CORS, "CORS",
					"%d other origins may ask; the rest is refused with 403.".formatted(this.actuator.origins()),
					"management.endpoints.web.cors.allowed-origins"));
		}
		if (!this.properties.enabled() || !covered) {
			return List.of();
		}
		int origins = this.properties.allowedOrigins().size()
				+ (this.development ? this.properties.developmentOrigins().size() : 0);
		boolean method = this.properties.allowedMethods().contains(request.method());
		String effect = this.properties.allowAll() ? "Every origin may ask."
				: !method ? "No other origin may use this method."
						: "%d other origins may ask; the rest is refused with 403.".formatted(origins);
		return List.of(ExplainedControl.of(ExplainStage.CORS, "CORS", effect, "hardening.cors.allowed-origins",
				"hardening.cors.allowed-methods"));
	}

}
