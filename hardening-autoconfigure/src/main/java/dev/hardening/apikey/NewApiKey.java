package dev.hardening.apikey;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a key to be issued shall be and may do. Immutable; begin with {@link #named}.
 *
 * @param name what its owner calls it
 * @param roles its roles, with or without {@code ROLE_}
 * @param scopes its scopes; none means none
 * @param tier its tier of limits, or {@code null}
 * @param expiresIn how long it is good for, or {@code null} for as long as the policy
 * allows
 */
public record NewApiKey(String name, Set<String> roles, Set<String> scopes, @Nullable String tier,
		@Nullable Duration expiresIn) {

	/**
	 * Create the wish.
	 * @param name what its owner calls it
	 * @param roles its roles
	 * @param scopes its scopes
	 * @param tier its tier of limits
	 * @param expiresIn how long it is good for
	 */
	public NewApiKey {
		roles = Set.copyOf(roles);
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Begin with a key that may do nothing.
	 * @param name what its owner calls it
	 * @return the wish
	 */
	public static NewApiKey named(String name) {
		return new NewApiKey(name, Set.of(), Set.of(), null, null);
	}

	/**
	 * Return a copy with roles.
	 * @param roles the roles, with or without {@code ROLE_}
	 * @return the copy
	 */
	public NewApiKey withRoles(Collection<String> roles) {
		return new NewApiKey(this.name, Set.copyOf(roles), this.scopes, this.tier, this.expiresIn);
	}

	/**
	 * Return a copy with scopes.
	 * @param scopes the scopes
	 * @return the copy
	 */
	public NewApiKey withScopes(Collection<String> scopes) {
		return new NewApiKey(this.name, this.roles, Set.copyOf(scopes), this.tier, this.expiresIn);
	}

	/**
	 * Return a copy with a tier of limits.
	 * @param tier the tier, or {@code null}
	 * @return the copy
	 */
	public NewApiKey withTier(@Nullable String tier) {
		return new NewApiKey(this.name, this.roles, this.scopes, tier, this.expiresIn);
	}

	/**
	 * Return a copy with a lifetime.
	 * @param expiresIn how long it is good for, or {@code null}
	 * @return the copy
	 */
	public NewApiKey withExpiresIn(@Nullable Duration expiresIn) {
		return new NewApiKey(this.name, this.roles, this.scopes, this.tier, expiresIn);
	}

}
