package dev.hardening.sample.console;

import java.util.List;

import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.security.SecurityRulesProperties;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	static final String BEARER = "bearer";

	static final String API_KEY = "api-key";

	@Bean
	OpenAPI studio(ObjectProvider<BuildProperties> build) {
		BuildProperties known = build.getIfAvailable();
		return new OpenAPI().info(new Info().title("Studio")
			.version((known != null) ? String.valueOf(known.getVersion()) : "development")
			.description("Renders rooms, keeps catalogs of materials and private files. Every error is a problem of "
					+ "RFC 9457; every limited answer says in RateLimit and RateLimit-Policy what is left.")
			.license(new License().name("Apache-2.0").identifier("Apache-2.0")))
			.components(new Components()
				.addSecuritySchemes(BEARER,
						new SecurityScheme().type(SecurityScheme.Type.HTTP)
							.scheme("bearer")
							.bearerFormat("JWT")
							.description("The access token that /api/auth/login answers."))
				.addSecuritySchemes(API_KEY,
						new SecurityScheme().type(SecurityScheme.Type.APIKEY)
							.in(SecurityScheme.In.HEADER)
							.name("X-API-Key")
							.description("A key that an administrator made.")))
			.security(List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement().addList(API_KEY)));
	}

	@Bean
	OpenApiCustomizer controls(RateLimitProperties limits, SecurityRulesProperties security) {
		PathControls controls = new PathControls(limits, security);
		ProblemResponses problems = new ProblemResponses();
		return (openApi) -> {
			controls.customise(openApi);
			problems.customise(openApi);
		};
	}

	@Bean
	ModelResolver typeNames(ObjectMapperProvider mappers) {
		return new ModelResolver(mappers.jsonMapper(), new NestedTypeNames());
	}

	@Bean
	OperationCustomizer limitsOfAnnotations() {
		return new AnnotatedLimits();
	}

}
