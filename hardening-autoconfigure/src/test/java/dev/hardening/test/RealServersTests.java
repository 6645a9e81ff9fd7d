package dev.hardening.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RealRedis} and {@link RealPostgres}: what other tests play through is
 * possible.
 */
class RealServersTests {

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
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> ping(redis));
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

	private String ping(RealRedis redis) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
			socket.setSoTimeout(300);
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
