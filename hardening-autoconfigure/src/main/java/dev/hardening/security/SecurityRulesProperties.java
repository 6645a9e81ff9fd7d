package dev.hardening.security;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach which path.
 *
 * @param rules access by path. The first that matches decides; what none matches needs an
 * authenticated caller.
 */
@ConfigurationProperties("hardening.security")
public record SecurityRulesProperties(@DefaultValue List<Rule> rules) {

	/**
	 * One rule.
	 *
	 * @param paths path patterns in Spring's syntax, matched on what the router matches
	 * @param methods request methods that the rule covers. Empty covers all; GET covers
	 * HEAD as well.
	 * @param access who may: permit-all, deny-all, authenticated, anonymous,
	 * hasRole('X'), hasAnyRole('X','Y'), hasAuthority('X'), hasAnyAuthority('X','Y') or
	 * hasScope('x')
	 */
	public record Rule(@DefaultValue List<String> paths, @DefaultValue List<String> methods, @Nullable String access) {

	}

}
