package dev.hardening.web.servlet;

import java.util.List;

/**
 * Says who may reach an endpoint that a feature brings along. Contributions are decided
 * before the user's own rules, unless a rule names the endpoint itself: {@code /**} does
 * not open the actuator, {@code /actuator/info} opens that.
 *
 * @param methods the methods that are covered, empty for all
 * @param paths path patterns in Spring's syntax
 * @param access an access expression as in {@code hardening.security.rules}, for example
 * {@code permit-all}
 */
public record AccessContribution(List<String> methods, List<String> paths, String access) {

	/**
	 * Create a contribution.
	 * @param methods the methods that are covered, empty for all
	 * @param paths path patterns in Spring's syntax
	 * @param access an access expression
	 */
	public AccessContribution {
		methods = List.copyOf(methods);
		paths = List.copyOf(paths);
	}

	/**
	 * Open endpoints to everyone.
	 * @param method the only method that is opened
	 * @param paths path patterns in Spring's syntax
	 * @return the contribution
	 */
	public static AccessContribution permitAll(String method, String... paths) {
		return new AccessContribution(List.of(method), List.of(paths), "permit-all");
	}

}
