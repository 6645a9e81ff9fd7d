package dev.hardening.headers;

import java.util.List;
import java.util.Locale;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;

import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tells which headers an answer carries.
 */
class HeadersExplainer implements ControlExplainer {

	private static final String KEY = "hardening.headers.";

	private final HeadersProperties properties;

	HeadersExplainer(HeadersProperties properties) {
		this.properties = properties;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		if (!this.properties.enabled()) {
			return List.of();
		}
		for (int i = 0; i < this.properties.profiles().size(); i++) {
			HeadersProperties.PathProfile profile = this.properties.profiles().get(i);
			String key = KEY + "profiles[" + i + "]";
			if (profile.paths()
				.stream()
				.anyMatch((path) -> PathPatternParser.defaultInstance.parse(path).matches(request.path()))) {
				return List.of(control(profile.profile(), key + ".profile", key + ".paths"));
			}
		}
		return List.of(control(this.properties.profile(), KEY + "profile", KEY + "csp.mode"));
	}

	private ExplainedControl control(HeadersProfile profile, String... keys) {
		return ExplainedControl.of(ExplainStage.HEADERS, "Security headers",
				"The answer carries the headers of the profile %s; the content security policy is in mode %s."
					.formatted(lower(profile),
							this.properties.csp().enabled() ? lower(this.properties.csp().mode()) : "off"),
				keys);
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
