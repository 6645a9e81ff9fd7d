package dev.hardening.shutdown;

import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that can be slow to end.
 */
@RestController
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ShutdownTestApplication {

	private static final Logger logger = LoggerFactory.getLogger(ShutdownTestApplication.class);

	public static void main(String[] arguments) {
		SpringApplication.run(ShutdownTestApplication.class, arguments);
	}

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

	@Bean
	@ConditionalOnBooleanProperty("hanging")
	DisposableBean hanging() {
		return () -> {
			logger.info("hanging in the end");
			new CountDownLatch(1).await();
		};
	}

	@GetMapping("/work")
	String work() {
		return "done";
	}

	@GetMapping("/forever")
	String forever() throws InterruptedException {
		logger.info("forever has begun");
		new CountDownLatch(1).await();
		return "never";
	}

}
