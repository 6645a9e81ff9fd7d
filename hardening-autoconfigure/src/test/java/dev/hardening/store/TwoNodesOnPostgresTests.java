package dev.hardening.store;

import java.util.List;

import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RealPostgres;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances over one PostgreSQL.
 */
class TwoNodesOnPostgresTests extends TwoNodes {

	private static RealPostgres postgres;

	private static List<RunningApplication> nodes;

	@BeforeAll
	static void startNodes() {
		postgres = RealPostgres.start();
		nodes = List.of(startNode(), startNode());
	}

	private static RunningApplication startNode() {
		return start("spring.datasource.url=" + postgres.jdbcUrl(), "spring.datasource.username=" + postgres.username(),
				"spring.datasource.password=" + postgres.password(), "spring.datasource.hikari.maximum-pool-size=4");
	}

	@AfterAll
	static void stopNodes() {
		nodes.forEach(RunningApplication::close);
		postgres.close();
	}

	@Override
	RunningApplication node(int number) {
		return nodes.get(number);
	}

	@Test
	void tableWhenReadTellsNoNameAndNoToken() {
		issue(0, "mallory");
		node(0).bean(JwtTokenService.class).revokeAll("mallory");
		List<String> rows = node(0).bean(JdbcClient.class)
			.sql("select space || ' ' || id || ' ' || content from hardening_shared_state")
			.query(String.class)
			.list();
		assertThat(rows).isNotEmpty().noneMatch((row) -> row.contains("mallory") || row.contains("eyJ"));
	}

}
