package dev.hardening.benchmarks.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the application; what else is on the class path makes the variant.
 */
@SpringBootApplication
public class BenchmarkApplication {

	/**
	 * Start.
	 * @param args the arguments of the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(BenchmarkApplication.class, args);
	}

}
