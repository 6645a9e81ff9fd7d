package dev.hardening.sample.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
class ConsoleTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/", "/docs" })
	void pageCarriesTheNonceOfItsPolicyAndNothingInline(String path) {
		StudioClient browser = new StudioClient(this.port).with("Accept", "text/html");
		Answer page = browser.get(path);
		assertThat(page.status()).isEqualTo(200);
		Matcher nonce = Pattern.compile("'nonce-([^']+)'").matcher(page.header("Content-Security-Policy"));
		assertThat(nonce.find()).isTrue();
		assertThat(page.text()).contains("nonce=\"" + nonce.group(1) + "\"");
		assertThat(page.header("Content-Security-Policy")).contains("require-trusted-types-for 'script'")
			.doesNotContain("unsafe");
		assertThat(page.text()).doesNotContainPattern("\\son[a-z]+=").doesNotContain("style=\"").doesNotContain("{{");
		assertThat(page.text()).doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
		assertThat(browser.get(path).text()).isNotEqualTo(page.text());
	}

	@Test
	void modulesWriteNoMarkup() throws IOException {
		Resource[] modules = new PathMatchingResourcePatternResolver().getResources("classpath:static/console/*.js");
		assertThat(modules).hasSizeGreaterThan(8);
		for (Resource module : modules) {
			assertThat(module.getContentAsString(StandardCharsets.UTF_8)).as(module.getFilename())
				.doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
				.doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg')");
		}
	}

	@Test
	void descriptionIsOpenApiWithProblemsLimitsAndSecurity() {
		JsonNode description = new StudioClient(this.port).get("/v3/api-docs").json();
		assertThat(description.get("openapi").asString()).startsWith("3.1");
		assertThat(description.get("paths").propertyNames()).contains("/api/auth/login", "/api/auth/refresh",
				"/api/auth/logout", "/api/auth/2fa/verify", "/api/auth/password-reset", "/api/auth/password-change",
				"/api/me", "/api/render", "/api/render/events", "/api/tiles/{client}/{scene}/{build}/{filename}",
				"/api/catalogs", "/api/catalogs/{name}", "/api/catalogs/{catalog}/items", "/api/import/catalogs",
				"/api/export/items", "/api/evaluate/matrix", "/api/evaluate/clusters", "/api/evaluate/pair",
				"/api/media", "/files/{key}", "/api/admin/api-keys", "/api/admin/api-keys/{id}/rotate",
				"/api/admin/api-keys/{id}", "/api/boom");
		JsonNode render = description.get("paths").get("/api/render").get("post");
		assertThat(render.get("x-rate-limits").toString()).contains("\"render\"").contains("10/1m");
		assertThat(render.get("responses").propertyNames()).contains("202", "400", "429", "500");
		assertThat(render.get("security").isEmpty()).isTrue();
		assertThat(description.get("paths").get("/api/evaluate/pair").get("post").get("x-rate-limits").toString())
			.contains("evaluate-pair");
		assertThat(description.get("components").get("securitySchemes").propertyNames())
			.containsExactlyInAnyOrder("bearer", "api-key");
	}

	@Test
	void failureTellsNothingOfItsCause() {
		Answer answer = new StudioClient(this.port).get("/api/boom");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.error()).isEqualTo("internal_error");
		assertThat(answer.text()).doesNotContain("deliberate").doesNotContain("Exception");
	}

}
