package dev.hardening.edge;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.hardening.test.UsedHeap;
import dev.hardening.validation.uploads.UploadInspector;
import dev.hardening.validation.uploads.UploadedFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile files over a real port: what is answered to each, and that nothing of it stays.
 */
class HostileUploadsTests {

	private static final String PNG = "image/png";

	private static final String ZIP = "application/zip";

	private static final long MEGABYTE = 1024 * 1024;

	@TempDir
	private static Path uploads;

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.startWith(Uploads.class, "hardening.rate-limit.enabled=false",
				"hardening.uploads.max-size=2MB", "hardening.requests.max-body-size=3MB",
				"hardening.uploads.allowed-types=image/jpeg,image/png,image/gif,image/bmp,image/tiff,image/svg+xml,application/zip",
				"hardening.uploads.max-pixels=1000000", "hardening.uploads.max-archive-entries=100",
				"hardening.uploads.max-archive-size=8MB", "spring.servlet.multipart.location=" + uploads,
				"spring.servlet.multipart.file-size-threshold=0B");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@AfterEach
	void nothingIsKept() throws Exception {
		// The server deletes what it wrote when it is through with the request, which is
		// after its answer.
		for (int i = 0; i < 600 && !isEmpty(uploads); i++) {
			TimeUnit.MILLISECONDS.sleep(50);
		}
		assertThat(uploads).isEmptyDirectory();
	}

	private static boolean isEmpty(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.findAny().isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "dev.hardening.edge.HostileUploads#images", "dev.hardening.edge.HostileUploads#archives",
			"dev.hardening.edge.HostileUploads#names" })
	void fileIsRefusedAndNothingOfItIsSaid(String what, String name, String type, byte[] content, String reason)
			throws IOException {
		String answer = upload(name, type, content);
		assertThat(answer).as(answer)
			.startsWith("HTTP/1.1 400")
			.contains("\"error\":\"validation_failed\"", "\"field\":\"file\"", reason)
			.doesNotContain("alert(1)", "passwd", "Exception", "\u001B", "jsp", "evil");
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "a.php.png", "CON.png", "a.b.c.PNG", "é.png", "a b.png", "../../a.png", "/etc/a.png",
			"C:\\\\temp\\\\a.png", "a\u200Cb.png" })
	void nameWhenItIsOddIsNotTheNameThatIsKept(String name) throws IOException {
		assertThat(upload(name, PNG, HostileFiles.image("png", 8))).startsWith("HTTP/1.1 200")
			.containsPattern("\r\n[0-9a-f]{8}-[0-9a-f-]{27}\\.png$");
	}

	@Test
	void textWithinAnImageIsStillAnImage() throws IOException {
		byte[] script = HostileFiles.text("<script>alert(1)</script>");
		assertThat(upload("a.png", PNG,
				HostileFiles.pngWith("tEXt", HostileFiles.concat(HostileFiles.text("Comment\0"), script))))
			.startsWith("HTTP/1.1 200")
			.contains("X-Content-Type-Options: nosniff");
		assertThat(upload("a.jpg", "image/jpeg", HostileFiles.jpegWith(0xFE, script))).startsWith("HTTP/1.1 200");
		assertThat(upload("a.jpg", "image/jpeg",
				HostileFiles.jpegWith(0xE1, HostileFiles.text("Exif\0\0MM\0*\0\0\0\b\0\0"))))
			.startsWith("HTTP/1.1 200");
	}

	@Test
	void archiveWhenItHasACommentIsAccepted() throws IOException {
		assertThat(upload("a.zip", ZIP, HostileFiles.zip((zip) -> {
			zip.setComment("made by somebody");
			HostileFiles.put(zip, "a/b.txt", HostileFiles.text("hello"));
		}))).startsWith("HTTP/1.1 200");
	}

	@Test
	void nameWithNulIsRefusedByTheServerAlready() throws IOException {
		assertThat(upload("a.jsp\0.png", PNG, HostileFiles.image("png", 8))).startsWith("HTTP/1.1 400")
			.contains("\"error\":\"malformed_request\"")
			.doesNotContain("jsp");
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(ints = { 0, 1, 2 })
	void bodyThatIsNoFormIsRefused(int kind) throws IOException {
		String part = "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"\n";
		String body = switch (kind) {
			case 0 -> "--b\n" + part + "Content-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c--\n--b--\n";
			case 1 -> "--c\n" + part + "\nx\n--c--\n";
			default -> "--b\n" + part + "\nx";
		};
		assertThat(multipart("boundary=b", body)).startsWith("HTTP/1.1 400").contains("problem+json");
	}

	@Test
	void bodyWithoutBoundaryIsRefused() throws IOException {
		assertThat(multipart("", "--b\n\n--b--\n")).startsWith("HTTP/1.1 400").contains("\"malformed_request\"");
	}

	@Test
	void bodyOfThousandsOfPartsIsRefused() throws IOException {
		String part = "--b\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\n\nx\n";
		assertThat(multipart("boundary=b", part.repeat(5_000) + "--b--\n")).startsWith("HTTP/1.1 413")
			.contains("problem+json");
	}

	@Test
	void partWithAGiantHeadIsRefused() throws IOException {
		String body = "--b\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\nX: " + "x".repeat(20_000)
				+ "\n\nx\n--b--\n";
		assertThat(multipart("boundary=b", body)).startsWith("HTTP/1.1 413").contains("problem+json");
	}

	@Test
	void bodyWithoutLengthIsHeldToTheBound() throws IOException {
		String head = "POST /inspected HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
				+ "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
		byte[] start = HostileFiles.text("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
				+ "Content-Type: image/png\r\n\r\n");
		byte[] end = HostileFiles.text("\r\n--b--\r\n");
		assertThat(send(HostileFiles.concat(HostileFiles.text(head),
				chunks(HostileFiles.concat(start, HostileFiles.image("png", 8), end)))))
			.startsWith("HTTP/1.1 200");
		assertThat(send(HostileFiles.concat(HostileFiles.text(head),
				chunks(HostileFiles.concat(start, new byte[(int) (4 * MEGABYTE)], end)))))
			.startsWith("HTTP/1.1 413")
			.contains("\"max_size_bytes\":");
	}

	@Test
	void heapAfterManyBombsIsWhereItWas() throws Exception {
		byte[] bomb = HostileFiles.zip("a", new byte[(int) (7 * MEGABYTE)]);
		byte[] picture = HostileFiles.pngOf(100_000, 100_000);
		byte[] large = HostileFiles.concat(HostileFiles.image("png", 8), new byte[(int) MEGABYTE]);
		for (int i = 0; i < 20; i++) {
			uploadAll(bomb, picture, large);
		}
		long before = UsedHeap.afterCollection();
		for (int i = 0; i < 100; i++) {
			uploadAll(bomb, picture, large);
		}
		long after = UsedHeap.afterCollection();
		// A hundred megabytes were sent, and seven hundred would have been unpacked.
		assertThat(after).as("from %d to %d bytes", before, after).isLessThan(before + before / 4 + 8 * MEGABYTE);
	}

	private static void uploadAll(byte[] bomb, byte[] picture, byte[] large) throws IOException {
		assertThat(upload("a.zip", ZIP, bomb)).startsWith("HTTP/1.1 400");
		assertThat(upload("a.png", PNG, picture)).startsWith("HTTP/1.1 400");
		assertThat(upload("a.png", PNG, large)).startsWith("HTTP/1.1 400");
	}

	private static byte[] chunks(byte[] body) {
		return HostileFiles.concat(HostileFiles.text(Integer.toHexString(body.length) + "\r\n"), body,
				HostileFiles.text("\r\n0\r\n\r\n"));
	}

	private static String upload(String name, String type, byte[] content) throws IOException {
		String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
				+ "\"\r\nContent-Type: " + type + "\r\n\r\n";
		byte[] body = HostileFiles.concat(part.getBytes(StandardCharsets.UTF_8), content,
				HostileFiles.text("\r\n--b--\r\n"));
		return send(HostileFiles.concat(HostileFiles.text(head("boundary=b", body.length)), body));
	}

	private static String multipart(String boundary, String lines) throws IOException {
		byte[] body = HostileFiles.text(lines.replace("\n", "\r\n"));
		return send(HostileFiles.concat(HostileFiles.text(head(boundary, body.length)), body));
	}

	private static String head(String boundary, int length) {
		return "POST /inspected HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; " + boundary
				+ "\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
	}

	private static String send(byte[] request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", application.port())) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(request);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Uploads {

		@Bean
		Customizer<CsrfConfigurer<HttpSecurity>> uploadsWithoutCsrf() {
			return (csrf) -> csrf.ignoringRequestMatchers("/inspected");
		}

		@Bean
		Inspected inspected(UploadInspector inspector) {
			return new Inspected(inspector);
		}

	}

	@RestController
	static class Inspected {

		private final UploadInspector inspector;

		Inspected(UploadInspector inspector) {
			this.inspector = inspector;
		}

		@PostMapping("/inspected")
		String upload(@RequestParam @UploadedFile MultipartFile file) throws IOException {
			return this.inspector.storedName(file);
		}

	}

}
