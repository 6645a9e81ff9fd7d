package dev.hardening.actuator.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our mapping is built by hand from what Boot builds its own from. Two applications that
 * differ in nothing else show that it has the same operations, links and CORS; when Boot
 * passes something new, they differ.
 */
@Tag("long")
class EndpointMappingLikeBootTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final String OPERATOR = "k7Tn2Qw9Zr4Vb6Xc1Mh8Jp5Ls3Gd0FyE";

	private static final String FRIEND = "https://ops.example.com";

	private static final String STRANGER = "https://other.example.com";

	private static final List<String> COMPARED = List.of("Allow", "Content-Type", "Vary", "Access-Control-Allow-Origin",
			"Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Allow-Credentials",
			"Access-Control-Expose-Headers", "Access-Control-Max-Age");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/actuator | /actuator | true | ",
			"/manage | /manage | false | management.endpoints.web.base-path=/manage management.endpoints.web.discovery.enabled=false management.endpoints.web.path-mapping.echo=say/it",
			"'' | / | false | management.endpoints.web.base-path=/",
			"/ops | /ops/ | true | management.endpoints.web.base-path=/ management.server.base-path=/ops management.server.port=0" })
	void mappingIsThatOfBootButForItsType(String home, String index, boolean linked, String settings) {
		String[] properties = properties((settings != null) ? settings.split(" ") : new String[0]);
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		Seen ours = seen(loader, home, index, properties);
		Seen boots = seen(new WithoutOurs(loader), home, index, properties);
		assertThat(ours.type()).isEqualTo(BelowBasePathMapping.class);
		assertThat(boots.type()).isEqualTo(WebMvcEndpointHandlerMapping.class);
		assertThat(ours.operations()).containsExactlyEntriesOf(boots.operations()).hasSizeGreaterThan(10);
		assertThat(ours.links()).isEqualTo(boots.links());
		assertThat(ours.links().contains("/echo/{text}")).isEqualTo(linked);
		assertThat(ours.answers()).containsExactlyEntriesOf(boots.answers());
		// Else two that answer nothing were alike.
		assertThat(ours.answers().values()).anyMatch((answer) -> answer.startsWith("200"))
			.anyMatch((answer) -> answer.contains("Access-Control-Allow-Origin=[" + FRIEND + "]"))
			.anyMatch((answer) -> answer.contains("Access-Control-Max-Age=[77]"))
			.anyMatch((answer) -> answer.startsWith("403"));
	}

	private static Seen seen(ClassLoader loader, String home, String index, String... properties) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try (RunningApplication application = RunningApplication.start(EndpointsApplication.class, properties)) {
			EndpointsApplication.Mappings mappings = application.bean(EndpointsApplication.Mappings.class);
			String base = "http://127.0.0.1:" + mappings.port();
			Map<String, String> answers = new LinkedHashMap<>();
			for (String path : List.of("/echo", "/echo/a", "/say/it", "/say/it/a", "/tail/a/b", "/health/a/b", "/info",
					"/old", "/older/a", "/nothing")) {
				for (String method : List.of("GET", "HEAD", "POST", "DELETE", "PATCH", "OPTIONS")) {
					String name = method + " " + path;
					answers.put(name, answer(base + home + path, method));
					answers.put(name + " text", answer(base + home + path, method, "Accept", "text/plain"));
					answers.put(name + " friend", answer(base + home + path, method, "Origin", FRIEND));
					answers.put(name + " stranger", answer(base + home + path, method, "Origin", STRANGER));
					answers.put(name + " asked by friend", preflight(base + home + path, method, FRIEND));
					answers.put(name + " asked by stranger", preflight(base + home + path, method, STRANGER));
				}
			}
			HttpResponse<String> page = send(base + index, "GET");
			String links = (page.statusCode() == 200) ? page.body().replace(base, "http://host") : "none";
			return new Seen(mappings.mapping().getClass(), operations(mappings.mapping()), links, answers);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static Map<String, String> operations(WebMvcEndpointHandlerMapping mapping) {
		Map<String, String> operations = new TreeMap<>();
		mapping.getHandlerMethods().forEach((info, handler) -> operations.put(info.toString(), handler.toString()));
		operations.put("order", Integer.toString(mapping.getOrder()));
		return operations;
	}

	private static String preflight(String uri, String method, String origin) {
		return answer(uri, "OPTIONS", "Origin", origin, "Access-Control-Request-Method", method,
				"Access-Control-Request-Headers", "x-wanted");
	}

	private static String answer(String uri, String method, String... headers) {
		HttpResponse<String> response = send(uri, method, headers);
		Map<String, List<String>> compared = new LinkedHashMap<>();
		COMPARED.forEach((name) -> compared.put(name, response.headers().allValues(name)));
		return response.statusCode() + " " + compared;
	}

	private static HttpResponse<String> send(String uri, String method, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
			.method(method, BodyPublishers.noBody())
			.header("X-API-Key", OPERATOR);
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String[] properties(String... more) {
		List<String> all = new ArrayList<>(List.of("hardening.environment=production", "hardening.audit.fail-on=never",
				"hardening.cors.enabled=false", "hardening.rate-limit.enabled=false", "hardening.api-keys.enabled=true",
				"hardening.api-keys.store=none", "hardening.api-keys.keys.operator.value=" + OPERATOR,
				"hardening.api-keys.keys.operator.scopes=actuator", "management.endpoints.web.exposure.include=*",
				"management.endpoints.web.cors.allowed-origins=" + FRIEND,
				"management.endpoints.web.cors.allowed-methods=GET,DELETE",
				"management.endpoints.web.cors.allowed-headers=X-Wanted",
				"management.endpoints.web.cors.exposed-headers=X-Shown",
				"management.endpoints.web.cors.allow-credentials=true", "management.endpoints.web.cors.max-age=77s"));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	private record Seen(Class<?> type, Map<String, String> operations, String links, Map<String, String> answers) {

	}

	/** Does not list our configuration, and all else as it is. */
	private final class WithoutOurs extends ClassLoader {

		private static final String LIST = "META-INF/spring/" + ManagementContextConfiguration.class.getName()
				+ ".imports";

		WithoutOurs(ClassLoader parent) {
			super(parent);
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			List<URL> urls = Collections.list(super.getResources(name));
			if (LIST.equals(name)) {
				for (int i = 0; i < urls.size(); i++) {
					urls.set(i, withoutOurs(urls.get(i), EndpointMappingLikeBootTests.this.directory.resolve("" + i)));
				}
			}
			return Collections.enumeration(urls);
		}

		private URL withoutOurs(URL list, Path copy) throws IOException {
			try (InputStream in = list.openStream()) {
				String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
				Files.writeString(copy, text.replace(EndpointMappingConfiguration.class.getName(), ""));
			}
			return copy.toUri().toURL();
		}

	}

}
