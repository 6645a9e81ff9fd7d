package dev.hardening.security.servlet;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.builders.WebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.CorsFilter;

/**
 * Adds a last chain where those of the application leave paths out. It decides nothing of
 * who may come: the application left that open. What needs no identity holds there as
 * everywhere: headers, CORS, HTTPS, limits.
 */
class UncoveredPaths implements WebSecurityCustomizer {

	/** Stages that look at credentials, which nobody asks for here. */
	private static final Set<ChainStage> STAGES = EnumSet
		.complementOf(EnumSet.of(ChainStage.PROBES, ChainStage.LOCKOUT, ChainStage.AUTHENTICATION));

	private final ObjectProvider<SecurityFilterChain> chains;

	private final ObjectProvider<HttpSecurity> security;

	private final List<ChainFilter> filters;

	UncoveredPaths(ObjectProvider<SecurityFilterChain> chains, ObjectProvider<HttpSecurity> security,
			List<ChainFilter> filters) {
		this.chains = chains;
		this.security = security;
		this.filters = filters;
	}

	@Override
	public void customize(WebSecurity web) {
		if (this.chains.stream().noneMatch(UncoveredPaths::coversAll)) {
			web.addSecurityFilterChainBuilder(this::lastChain);
		}
	}

	// Spring Security fails when a chain comes behind one that takes every request.
	private static boolean coversAll(SecurityFilterChain chain) {
		return !(chain instanceof DefaultSecurityFilterChain known)
				|| known.getRequestMatcher() instanceof AnyRequestMatcher;
	}

	private SecurityFilterChain lastChain() {
		Set<Filter> ours = this.filters.stream()
			.filter((filter) -> STAGES.contains(filter.stage()))
			.map(ChainFilter::filter)
			.collect(Collectors.toSet());
		List<Filter> kept = this.security.getObject()
			.build()
			.getFilters()
			.stream()
			.filter((filter) -> filter instanceof HeaderWriterFilter || filter instanceof CorsFilter
					|| ours.contains(filter))
			.toList();
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, kept);
	}

}
