package dev.hardening.security.servlet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.hardening.security.AccessExpression;
import dev.hardening.security.AccessRule;
import dev.hardening.security.AccessRules;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Decides by the rules. The path is parsed once per request and shared with the limits.
 */
class AccessRulesAuthorizationManager implements AuthorizationManager<RequestAuthorizationContext> {

	private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

	private final AccessRules rules;

	private final Map<AccessExpression, AuthorizationManager<RequestAuthorizationContext>> managers = new LinkedHashMap<>();

	private final AuthorizationManager<RequestAuthorizationContext> unmatched;

	AccessRulesAuthorizationManager(AccessRules rules,
			AuthorizationManagerFactory<RequestAuthorizationContext> factory) {
		this.rules = rules;
		this.unmatched = factory.authenticated();
		for (AccessRule rule : rules.all()) {
			this.managers.computeIfAbsent(rule.access(), (access) -> access.manager(factory));
		}
	}

	@Override
	public @Nullable AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		HttpServletRequest request = context.getRequest();
		// Rules say what clients may ask for. A forward, the error page and the second
		// half
		// of an asynchronous request are the application's own doing after that was
		// decided;
		// judged by their paths, a 404 would become a 401.
		if (request.getDispatcherType() != DispatcherType.REQUEST) {
			return GRANTED;
		}
		AccessRule rule = this.rules.find(ServletClientRequest.of(request));
		AuthorizationManager<RequestAuthorizationContext> manager = (rule != null) ? this.managers.get(rule.access())
				: null;
		return ((manager != null) ? manager : this.unmatched).authorize(authentication, context);
	}

}
