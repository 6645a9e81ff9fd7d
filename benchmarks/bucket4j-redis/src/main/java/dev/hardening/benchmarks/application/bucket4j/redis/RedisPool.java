package dev.hardening.benchmarks.application.bucket4j.redis;

import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * That starter takes its connections from a bean of the application; Jedis is its only
 * Redis client on the servlet stack.
 */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings("deprecation")
class RedisPool {

	@Bean
	JedisPool jedisPool(@Value("${benchmark.redis.port}") int port) {
		JedisPoolConfig config = new JedisPoolConfig();
		config.setMaxTotal(64);
		config.setMaxIdle(64);
		return new JedisPool(config, "127.0.0.1", port);
	}

}
