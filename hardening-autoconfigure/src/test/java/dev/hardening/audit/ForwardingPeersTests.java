package dev.hardening.audit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.hardening.audit.AuditedApplication.Careful;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the audit learns from peers that send forwarding headers: connections from several
 * addresses of the loopback network, which only Linux has without being asked.
 */
@EnabledOnOs(OS.LINUX)
class ForwardingPeersTests {

	private static final String PROXIES = "--hardening.client-ip.trusted-proxies=";

	private AuditedApplication application;

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void peersWhenNobodySaidWhichProxiesThereAreAreNamed() throws IOException {
		start();
		send("127.0.0.5");
		assertThat(result().status()).isEqualTo(AuditStatus.PASS);
		send("127.0.0.2", "X-Forwarded-For: 203.0.113.7");
		send("127.0.0.3", "Forwarded: for=203.0.113.8");
		send("127.0.0.2", "X-Forwarded-For: 203.0.113.9");
		AuditResult result = result();
		assertThat(result.status()).isEqualTo(AuditStatus.FAIL);
		assertThat(result.evidence()).endsWith("are not declared: 127.0.0.2, 127.0.0.3.").doesNotContain("203.0.113");
	}

	@Test
	void peersWhenManyAreNamedInPart() throws IOException {
		start();
		for (int i = 1; i <= 60; i++) {
			send("127.0.1." + i, "X-Forwarded-For: 203.0.113.7");
		}
		assertThat(result().status()).isEqualTo(AuditStatus.FAIL);
		assertThat(result().evidence().split("127\\.0\\.1\\.", -1)).hasSize(11);
	}

	@Test
	void peerWhenItIsNoneOfTheProxiesIsNamedAndNotBelieved() throws IOException {
		start(PROXIES + "127.0.0.1", "--hardening.rate-limit.policies.api.limits=2/1h");
		// A client inside, behind the proxy.
		send("127.0.0.1", "X-Forwarded-For: 10.1.2.3");
		assertThat(result().status()).isEqualTo(AuditStatus.PASS);
		assertThat(send("127.0.0.9", "X-Forwarded-For: 10.1.2.4")).isEqualTo(401);
		assertThat(send("127.0.0.9", "X-Forwarded-For: 10.1.2.5")).isEqualTo(401);
		assertThat(send("127.0.0.9", "X-Forwarded-For: 10.1.2.6")).isEqualTo(429);
		AuditResult result = result();
		assertThat(result.status()).isEqualTo(AuditStatus.WARN);
		assertThat(result.evidence()).endsWith("are not declared: 127.0.0.9.").doesNotContain("10.1.2");
		assertThat(result.property()).contains("hardening.client-ip.trusted-proxies");
	}

	@Test
	void peerWhenItIsSaidThatThereIsNoProxyIsNotNamed() throws IOException {
		start(PROXIES);
		send("127.0.0.2", "X-Forwarded-For: 203.0.113.7");
		assertThat(result().status()).isEqualTo(AuditStatus.PASS);
	}

	private void start(String... arguments) {
		this.application = AuditedApplication.start(Careful.class, "", arguments);
	}

	private AuditResult result() {
		return this.application.results().get("HRD-RL-002");
	}

	private int send(String peer, String... headers) throws IOException {
		int port = Integer
			.parseInt(this.application.context().getEnvironment().getRequiredProperty("local.server.port"));
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(peer, 0));
			socket.connect(new InetSocketAddress("127.0.0.1", port));
			String head = "GET /catalogs/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ String.join("\r\n", headers) + ((headers.length > 0) ? "\r\n\r\n" : "\r\n");
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 ");
			return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
		}
	}

}
