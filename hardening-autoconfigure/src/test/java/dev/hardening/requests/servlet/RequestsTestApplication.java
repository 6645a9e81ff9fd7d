package dev.hardening.requests.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.hardening.web.ControlListener;
import dev.hardening.web.ControlMode;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;

/**
 * Reads bodies in every way there is, and works for too long.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class RequestsTestApplication {

	static final List<String> REFUSALS = new CopyOnWriteArrayList<>();

	static final AtomicBoolean INTERRUPTED = new AtomicBoolean();

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	@Bean
	ControlListener refusals() {
		return (String control, ControlMode mode) -> REFUSALS.add(control + " " + mode);
	}

	@RestController
	static class ReadingController {

		@PostMapping("/read")
		int read(@RequestBody byte[] body) {
			return body.length;
		}

		@PostMapping("/text")
		int text(Reader reader) throws IOException {
			return reader.read(new char[100_000]) + reader.read(new char[100_000]);
		}

		@PostMapping("/stream")
		int stream(InputStream body) throws IOException {
			return StreamUtils.drain(body);
		}

		@PostMapping("/form")
		int form(@RequestParam String a) {
			return a.length();
		}

		@PostMapping("/upload")
		long upload(@RequestParam MultipartFile file) {
			return file.getSize();
		}

		@GetMapping("/slow")
		String slow() throws InterruptedException {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				INTERRUPTED.set(true);
				throw ex;
			}
			return "never";
		}

		@GetMapping("/late")
		String late() throws InterruptedException {
			new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
			return "late";
		}

		@GetMapping("/late-async")
		Callable<String> lateAsync() {
			return this::late;
		}

		@GetMapping("/quick")
		boolean quick() {
			return Thread.currentThread().isInterrupted();
		}

		@GetMapping("/never")
		DeferredResult<String> never() {
			return new DeferredResult<>();
		}

	}

}
