package dev.hardening.sample.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import javax.imageio.ImageIO;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
@TestPropertySource(properties = "hardening.rate-limit.policies.media.limits=100/1m")
class MediaTests {

	@LocalServerPort
	private int port;

	@Test
	void pictureIsTakenForWhatItIs() throws IOException {
		Answer answer = upload("../../oak floor.png", "image/png", picture("png"));
		assertThat(answer.status()).as(answer.text()).isEqualTo(201);
		assertThat(answer.json().get("content_type").asString()).isEqualTo("image/png");
		assertThat(answer.json().get("width").asInt()).isEqualTo(20);
		assertThat(answer.json().get("name").asString()).isEqualTo("oak floor.png");
	}

	@Test
	void scriptNamedAsPictureIsRefused() {
		Answer answer = upload("innocent.png", "image/png",
				"<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo("validation_failed");
		assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("file");
	}

	@Test
	void pictureThatEndsEarlyInItsHeadIsRefused() throws IOException {
		byte[] head = new byte[12];
		System.arraycopy(picture("png"), 0, head, 0, head.length);
		assertThat(upload("cut.png", "image/png", head).status()).isEqualTo(400);
	}

	@Test
	void otherBodyIsUnsupported() {
		assertThat(new StudioClient(this.port).demo().post("/api/media", "{}").status()).isEqualTo(415);
	}

	@Test
	void tooLargeIsRefusedWithTheBound() {
		Answer answer = upload("large.png", "image/png", new byte[11 * 1024 * 1024]);
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.json().get("max_size_bytes").asLong()).isEqualTo(10 * 1024 * 1024);
	}

	private Answer upload(String name, String type, byte[] content) {
		return new StudioClient(this.port).demo().upload("/api/media", name, type, content);
	}

	private static byte[] picture(String format) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), format, out);
		return out.toByteArray();
	}

}
