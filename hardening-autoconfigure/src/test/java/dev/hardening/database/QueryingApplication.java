package dev.hardening.database;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers by asking its database: at once, after ten minutes, and with the number of the
 * process that serves its connection to PostgreSQL.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@RestController
class QueryingApplication {

	private final JdbcTemplate template;

	QueryingApplication(JdbcTemplate template) {
		this.template = template;
	}

	@GetMapping("/one")
	Integer one() {
		return this.template.queryForObject("select 1", Integer.class);
	}

	@GetMapping("/slow")
	String slow() {
		return this.template.queryForObject("select pg_sleep(600)::text", String.class);
	}

	@GetMapping("/process")
	String process() {
		return this.template.queryForObject("select pg_backend_pid()::text", String.class);
	}

}
