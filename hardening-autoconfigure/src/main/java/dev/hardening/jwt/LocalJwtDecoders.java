package dev.hardening.jwt;

import java.time.Clock;
import java.util.List;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/**
 * Makes the decoders of the tokens that this application issues.
 */
final class LocalJwtDecoders {

	private final JwtKeys keys;

	private final JwtSettings settings;

	private final Clock clock;

	private final ClockWatch watch;

	LocalJwtDecoders(JwtKeys keys, JwtSettings settings, Clock clock, ClockWatch watch) {
		this.keys = keys;
		this.settings = settings;
		this.clock = clock;
		this.watch = watch;
	}

	TokenDecoder ofType(String type, List<OAuth2TokenValidator<Jwt>> further) {
		if (this.keys.verifying().isEmpty()) {
			return (token) -> {
				throw new BadJwtException("This application has no key of its own");
			};
		}
		DelegatingOAuth2TokenValidator<Jwt> validators = new DelegatingOAuth2TokenValidator<>(
				new JwtTypeValidator(type), timestamps(this.settings, this.clock),
				this.watch.of(this.settings.issuer()), new JwtIssuerValidator(this.settings.issuer()),
				new JwtAudienceValidator(this.settings.audience()),
				new JwtClaimValidator<Object>(JwtClaimNames.JTI, LocalJwtDecoders::isText),
				new JwtClaimValidator<Object>(JwtClaimNames.SUB, LocalJwtDecoders::isText),
				new DelegatingOAuth2TokenValidator<>(further));
		return new VerifyingDecoder(new LocalSignatures(this.keys), validators);
	}

	static JwtTimestampValidator timestamps(JwtSettings settings, Clock clock) {
		JwtTimestampValidator validator = new JwtTimestampValidator(settings.clockSkew());
		validator.setAllowEmptyExpiryClaim(false);
		validator.setClock(clock);
		return validator;
	}

	static boolean isText(Object claim) {
		return claim instanceof String text && !text.isBlank();
	}

}
