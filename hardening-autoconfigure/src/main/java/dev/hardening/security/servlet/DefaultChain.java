package dev.hardening.security.servlet;

import dev.hardening.security.AccessRules;

import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * The chain of an application that declares none: whatever no rule opens needs an
 * authenticated caller, and nothing is remembered between requests.
 */
class DefaultChain {

	private final AccessRules rules;

	DefaultChain(AccessRules rules) {
		this.rules = rules;
	}

	SecurityFilterChain build(HttpSecurity http) {
		AuthorizationManagerFactory<RequestAuthorizationContext> factory = factory(
				http.getSharedObject(ApplicationContext.class));
		http.authorizeHttpRequests(
				(requests) -> requests.anyRequest().access(new AccessRulesAuthorizationManager(this.rules, factory)));
		http.requestCache(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		if (!AmbientAuthentication.in(http)) {
			http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			// A browser attaches no bearer token and no API key by itself, so a foreign
			// page
			// has nothing to forge with.
			http.csrf(AbstractHttpConfigurer::disable);
		}
		return http.build();
	}

	// As AuthorizeHttpRequestsConfigurer finds it, which keeps its own to itself.
	private AuthorizationManagerFactory<RequestAuthorizationContext> factory(ApplicationContext context) {
		ResolvableType type = ResolvableType.forClassWithGenerics(AuthorizationManagerFactory.class,
				RequestAuthorizationContext.class);
		if (context.getBeanNamesForType(type).length == 0) {
			type = ResolvableType.forClassWithGenerics(AuthorizationManagerFactory.class, Object.class);
		}
		return context.<AuthorizationManagerFactory<RequestAuthorizationContext>>getBeanProvider(type)
			.getIfAvailable(() -> standardFactory(context));
	}

	private AuthorizationManagerFactory<RequestAuthorizationContext> standardFactory(ApplicationContext context) {
		DefaultAuthorizationManagerFactory<RequestAuthorizationContext> factory = new DefaultAuthorizationManagerFactory<>();
		context.getBeanProvider(RoleHierarchy.class).ifAvailable(factory::setRoleHierarchy);
		context.getBeanProvider(GrantedAuthorityDefaults.class)
			.ifAvailable((defaults) -> factory.setRolePrefix(defaults.getRolePrefix()));
		return factory;
	}

}
