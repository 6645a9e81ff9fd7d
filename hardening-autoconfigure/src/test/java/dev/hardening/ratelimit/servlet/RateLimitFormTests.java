package dev.hardening.ratelimit.servlet;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotated handlers that are told apart by parameters, which the query brings or the
 * body.
 */
class RateLimitFormTests extends HostileClient {

	private static final String FORM = "application/x-www-form-urlencoded";

	@ParameterizedTest
	@CsvSource({ "/picture?kind=avatar, application/x-www-form-urlencoded",
			"/picture?kind=avatar, multipart/form-data; boundary=x", "/picture?kind=%61vatar, Multipart/Form-Data",
			"/subscribe, application/x-www-form-urlencoded;charset=UTF-8", "/subscribe?email=a, multipart/form-data",
			"/mixed?file, application/x-www-form-urlencoded",
			"/general/particular?any=1, application/x-www-form-urlencoded" })
	void handlerWhenTheQueryTellsItIsLimitedBeforeTheBodyIsRead(String target, String type) throws Exception {
		assertThat(post(target, FORM, "email=a")).startsWith("HTTP/1.1 200");
		// Nothing of this one's body is ever sent.
		assertThat(raw(head(target, type) + "5000000\r\n\r\n")).startsWith("HTTP/1.1 429");
	}

	@Test
	void handlersWhenTheQueryTellsThemApartAreLimitedEachByItsOwn() throws Exception {
		assertThat(post("/picture?kind=avatar", FORM, "kind=cover")).endsWith("avatar");
		assertThat(post("/picture?kind=avatar", FORM, "kind=cover")).contains("\"violated-policies\":[\"avatars\"]");
		assertThat(post("/picture?kind=cover", FORM, "kind=avatar")).endsWith("cover");
		assertThat(post("/picture?kind=cover", FORM, "kind=avatar")).endsWith("cover");
		assertThat(post("/picture?kind=cover", FORM, "kind=avatar")).contains("\"violated-policies\":[\"covers\"]");
	}

	@Test
	void handlersWhenTheBodyTellsThemApartAreLimitedEachByItsOwn() throws Exception {
		assertThat(post("/cart", FORM, "action=add")).endsWith("add");
		assertThat(post("/cart", FORM, "action=add")).endsWith("add");
		assertThat(post("/cart", FORM, "action=add")).contains("\"violated-policies\":[\"cart-add\"]");
		assertThat(post("/cart", FORM, "action=other")).endsWith("cart");
		assertThat(post("/cart", FORM, "action=other")).contains("\"violated-policies\":[\"cart\"]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/mixed", "/mixed?other=1", "/mixed?%66ilename=1" })
	void exemptHandlerWhenTheBodyLeadsToAnotherExemptsNothing(String target) throws Exception {
		assertThat(post(target, FORM, "file=1")).endsWith("limited");
		assertThat(post(target, FORM, "file=1")).contains("\"violated-policies\":[\"mixed\"]");
		assertThat(post(target, FORM, "other=1")).endsWith("free");
	}

	private String post(String target, String type, String body) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
			socket.setSoTimeout(60_000);
			String request = head(target, type) + body.length() + "\r\nConnection: close\r\n\r\n" + body;
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private String head(String target, String type) {
		return "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + this.address
				+ "\r\nContent-Type: " + type + "\r\nContent-Length: ";
	}

}
