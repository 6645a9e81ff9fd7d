package dev.hardening.web.servlet;

import java.util.Comparator;
import java.util.List;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/**
 * Puts the {@link ChainFilter filters} into a chain. Spring Security applies it to every
 * {@link HttpSecurity} there is.
 */
class ChainFilterCustomizer implements Customizer<HttpSecurity> {

	private final List<ChainFilter> filters;

	ChainFilterCustomizer(List<ChainFilter> filters) {
		this.filters = filters.stream().sorted(Comparator.comparing(ChainFilter::stage)).toList();
	}

	@Override
	public void customize(HttpSecurity http) {
		// Filters before the same anchor keep the order in which they are added.
		for (ChainFilter filter : this.filters) {
			http.addFilterBefore(filter.filter(), filter.stage().before());
		}
	}

}
