package dev.hardening.benchmarks.application.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What an application without the starter writes at least: no session, and the endpoint
 * is open. All else is on the defaults of Boot and Spring Security.
 */
@Configuration(proxyBeanMethods = false)
class StatelessSecurity {

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/hello").permitAll().anyRequest().authenticated())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

}
