package dev.hardening.validation.uploads;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockMultipartFile;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UploadInspector} with hostile files made on the spot.
 */
class UploadInspectorTests {

	private static final List<String> ZIP = List.of("application/zip");

	private final UploadInspector inspector = inspector(List.of("image/jpeg", "image/png"));

	@ParameterizedTest
	@CsvSource({ "png, image/png, a.png", "jpg, image/jpeg, a.jpg", "jpg, image/jpeg, A.JPEG", "png, , a.png",
			"png, image/png;charset=x, a.png", "png, image/png, ''" })
	void inspectWhenContentNameAndTypeAgreeAccepts(String format, String type, String name) throws IOException {
		assertThat(inspect(name, type, image(format, 10, 10))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "png, image/jpeg, a.png, declared", "png, image/png, a.jpg, extension",
			"png, image/png, a.png.exe, extension", "png, image/png, a.php, extension", "png, image/png, a, extension",
			"png, image/png, a.png., extension", "png, text/html, a.png, declared", "png, nonsense, a.png, declared",
			"gif, image/gif, a.gif, one of", "bmp, image/png, a.png, one of" })
	void inspectWhenTheyDoNotAgreeRefuses(String format, String type, String name, String reason) throws IOException {
		assertThat(inspect(name, type, image(format, 10, 10))).contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html><script>alert(1)</script></html>", "<?php system($_GET['c']); ?>",
			"#!/bin/sh\nrm -rf /\n", "MZ\u0090\u0000", "%PDF-1.7", "<svg xmlns='http://www.w3.org/2000/svg'/>",
			"\u0000" })
	void inspectWhenContentIsNoImageRefuses(String content) throws IOException {
		assertThat(inspect("a.png", "image/png", content.getBytes(StandardCharsets.ISO_8859_1))).contains("one of");
	}

	@Test
	void inspectWhenSvgIsAllowedByConfigurationStillRefusesIt() throws IOException {
		String svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
		MockMultipartFile file = new MockMultipartFile("file", "a.svg", "image/svg+xml",
				svg.getBytes(StandardCharsets.UTF_8));
		assertThat(inspector(List.of("image/svg+xml")).inspect(file, List.of())).contains("one of");
	}

	@Test
	void inspectWhenEmptyOrTooLargeRefuses() throws IOException {
		assertThat(inspect("a.png", "image/png", new byte[0])).contains("empty");
		assertThat(inspect("a.png", "image/png", new byte[200_001])).contains("200000 bytes");
	}

	@Test
	void inspectWhenHeaderTellsTooManyPixelsRefusesWithoutDecoding() throws IOException {
		assertThat(inspect("a.png", "image/png", image("png", 1000, 1001))).contains("1000000 pixels");
		byte[] bomb = image("png", 1, 1);
		// The size stands in the header; nothing of such an image could be decoded.
		writeInt(bomb, 16, Integer.MAX_VALUE);
		writeInt(bomb, 20, Integer.MAX_VALUE);
		assertThat(inspect("a.png", "image/png", bomb)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpg" })
	void inspectWhenSomethingFollowsTheImageRefuses(String format) throws IOException {
		byte[] polyglot = concat(image(format, 10, 10), zip("a.txt", new byte[10]));
		assertThat(inspect("a." + format, null, polyglot)).contains("behind the end");
		assertThat(inspect("a." + format, null, concat(image(format, 10, 10), new byte[1]))).contains("behind the end");
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpg" })
	void inspectWhenImageIsTruncatedAnywhereNeverThrows(String format) throws IOException {
		byte[] whole = image(format, 20, 20);
		for (int length = 1; length < whole.length; length++) {
			byte[] truncated = Arrays.copyOf(whole, length);
			assertThat(inspect("a." + format, null, truncated)).as(length + " bytes").isNotNull();
		}
	}

	@Test
	void inspectWhenArchiveIsHarmlessAccepts() throws IOException {
		assertThat(archive(zip("a/b.txt", "hello".getBytes(StandardCharsets.UTF_8)))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../a.txt", "/etc/passwd", "a/../../b", "..\\a.txt", "C:\\a.txt", "a.zip", "b.JAR" })
	void inspectWhenArchiveReachesOutsideOrNestsRefuses(String entry) throws IOException {
		assertThat(archive(zip(entry, new byte[1]))).contains("outside of it or archives");
	}

	@Test
	void inspectWhenArchiveIsABombRefuses() throws IOException {
		assertThat(archive(zip("a.bin", new byte[5_000_000]))).contains("unpack");
	}

	@Test
	void inspectWhenArchiveHasTooManyEntriesRefuses() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (int i = 0; i < 101; i++) {
				zip.putNextEntry(new ZipEntry("e" + i));
			}
		}
		assertThat(archive(bytes.toByteArray())).contains("100 entries");
	}

	@Test
	void storedNameWhenAskedHasNothingOfTheClientsName() throws IOException {
		MockMultipartFile file = new MockMultipartFile("file", "../../evil.jsp", "image/png", image("png", 1, 1));
		assertThat(this.inspector.storedName(file)).matches("[0-9a-f-]{36}\\.png");
	}

	@Test
	void createWhenTypeIsUnknownNamesTheKey() {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> inspector(List.of("image/nonsense")))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.uploads.allowed-types"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/gzip", "application/x-tar", "application/x-7z-compressed" })
	void createWhenTypeCannotBeBoundedNamesTheKey(String type) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> inspector(List.of(type)))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.uploads.allowed-types"));
	}

	private String inspect(String name, String type, byte[] content) throws IOException {
		return this.inspector.inspect(new MockMultipartFile("file", name, type, content), List.of());
	}

	private String archive(byte[] content) throws IOException {
		return this.inspector.inspect(new MockMultipartFile("file", "a.zip", "application/zip", content), ZIP);
	}

	private static UploadInspector inspector(List<String> types) {
		return new UploadInspector(
				new UploadsProperties(DataSize.ofBytes(200_000), types, 1_000_000, 100, 100, DataSize.ofMegabytes(1)));
	}

	private static byte[] image(String format, int width, int height) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
		return bytes.toByteArray();
	}

	private static byte[] zip(String entry, byte[] content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry(entry));
			zip.write(content);
		}
		return bytes.toByteArray();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	private static void writeInt(byte[] bytes, int offset, int value) {
		ByteBuffer.wrap(bytes).putInt(offset, value);
	}

}
