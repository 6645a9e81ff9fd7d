package dev.hardening.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RealRedis} and {@link RealPostgres}: what other tests play through is
 * possible.
 */
class RealServersTests {

	private static final Duration ANSWER = Duration.ofMinutes(1);

	private static final Duration SILENCE = Duration.ofMillis(300);

	@Test
	void redisWhenStoppedAndRestartedAnswersOnTheSamePort() throws Exception {
		try (RealRedis redis = RealRedis.start()) {
			assertThat(ping(redis)).isEqualTo("+PONG");
			redis.stop();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> ping(redis));
			redis.restart();
			assertThat(ping(redis)).isEqualTo("+PONG");
		}
	}

	@Test
	void redisWhenPausedKeepsTheConnectionAndSaysNothing() throws Exception {
		try (RealRedis redis = RealRedis.start()) {
			redis.pause();
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> ping(redis, SILENCE));
			redis.resume();
			assertThat(ping(redis)).isEqualTo("+PONG");
		}
	}

	@Test
	void postgresWhenRestartedHasKeptItsData() throws Exception {
		try (RealPostgres postgres = RealPostgres.start()) {
			execute(postgres, "create table kept (id int)");
			execute(postgres, "insert into kept values (42)");
			postgres.stop();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(postgres));
			postgres.restart();
			try (Connection connection = connect(postgres);
					Statement statement = connection.createStatement();
					ResultSet result = statement.executeQuery("select id from kept")) {
				assertThat(result.next()).isTrue();
				assertThat(result.getInt(1)).isEqualTo(42);
			}
		}
	}

	@Test
	void portsAreFreeAndNoneIsGivenTwice() throws Exception {
		Set<Integer> ports = new HashSet<>();
		for (int i = 0; i < 50; i++) {
			int port = Ports.next();
			assertThat(ports.add(port)).isTrue();
			try (ServerSocket server = new ServerSocket(port)) {
				assertThat(server.isBound()).isTrue();
			}
		}
	}

	private String ping(RealRedis redis) throws IOException {
		return ping(redis, ANSWER);
	}

	private String ping(RealRedis redis, Duration patience) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
			socket.setSoTimeout((int) patience.toMillis());
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
		}
	}

	private Connection connect(RealPostgres postgres) throws SQLException {
		return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
	}

	private void execute(RealPostgres postgres, String sql) throws SQLException {
		try (Connection connection = connect(postgres); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
