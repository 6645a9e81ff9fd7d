package dev.hardening.security.servlet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.authentication.logout.LogoutFilter;

/**
 * Puts the {@link FetchMetadataFilter} into each chain that authenticates by what a
 * browser attaches. Whether one does is known when it is built, so the decision is made
 * by a configurer and not when the customizer is applied.
 */
class FetchMetadataCustomizer implements Customizer<HttpSecurity> {

	private static final Log logger = LogFactory.getLog(FetchMetadataCustomizer.class);

	private final FetchMetadataFilter filter;

	FetchMetadataCustomizer(FetchMetadataFilter filter) {
		this.filter = filter;
	}

	@Override
	public void customize(HttpSecurity http) {
		http.with(new Decision(this.filter));
	}

	/**
	 * Looks at the chain once it is described.
	 */
	private static final class Decision extends AbstractHttpConfigurer<Decision, HttpSecurity> {

		private final FetchMetadataFilter filter;

		Decision(FetchMetadataFilter filter) {
			this.filter = filter;
		}

		@Override
		public void configure(HttpSecurity http) {
			boolean ambient = AmbientAuthentication.in(http);
			if (ambient || AmbientAuthentication.bySessionIn(http)) {
				http.addFilterAfter(this.filter, LogoutFilter.class);
			}
			if (ambient && !AmbientAuthentication.isGuardedIn(http)) {
				logger.warn("A security chain authenticates by a login, a cookie or a password that browsers attach by "
						+ "themselves and has its protection against CSRF off; only Fetch Metadata stands in the way");
			}
		}

	}

}
