package dev.hardening.jwt;

import org.jspecify.annotations.Nullable;

/**
 * Asked at each refresh what its subject may do by now. Without a bean of this type the
 * application's {@code UserDetailsService} is asked, and where there is none the
 * authorities stay as they were at sign-in.
 */
@FunctionalInterface
public interface JwtSubjectRefresher {

	/**
	 * Bring a subject up to date.
	 * @param subject the subject as it was at sign-in
	 * @return the subject as it is now, or {@code null} when it may no longer sign in
	 */
	@Nullable JwtSubject refresh(JwtSubject subject);

}
