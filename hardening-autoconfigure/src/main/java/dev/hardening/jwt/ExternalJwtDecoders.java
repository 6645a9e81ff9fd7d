package dev.hardening.jwt;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.util.StringUtils;

/**
 * Makes the decoders of external issuers. Their keys are fetched at the first token, kept
 * for minutes, and fetched again for a name that is not known yet, though at a bounded
 * rate: otherwise anyone could make this application call the issuer by sending made-up
 * names.
 */
final class ExternalJwtDecoders {

	private static final String KEY = "hardening.jwt.issuers.%s.%s";

	private static final int TIMEOUT_MILLIS = 2000;

	private static final int LARGEST_SET_BYTES = 256 * 1024;

	private static final long OUTAGE_MILLIS = 60 * 60 * 1000;

	private final JwtSettings settings;

	private final Clock clock;

	private final ClockWatch watch;

	private final boolean plainHttp;

	ExternalJwtDecoders(JwtSettings settings, Clock clock, ClockWatch watch, boolean plainHttp) {
		this.settings = settings;
		this.clock = clock;
		this.watch = watch;
		this.plainHttp = plainHttp;
	}

	Map<String, TokenDecoder> of(Map<String, JwtProperties.Issuer> issuers) {
		Map<String, TokenDecoder> decoders = new LinkedHashMap<>();
		issuers.forEach((name, issuer) -> {
			String value = required(name, "issuer", issuer.issuer());
			if (value.equals(this.settings.issuer()) || decoders.put(value, decoder(name, value, issuer)) != null) {
				throw new InvalidPropertyException(KEY.formatted(name, "issuer"), value,
						"is also the name of another issuer", "Give every issuer its own.");
			}
		});
		return decoders;
	}

	private TokenDecoder decoder(String name, String value, JwtProperties.Issuer issuer) {
		URL location = location(name, required(name, "jwk-set-uri", issuer.jwkSetUri()));
		RemoteKeys keys = new RemoteKeys(value, new URLBasedJWKSetSource<>(location,
				new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_SET_BYTES)));
		JWKSource<SecurityContext> source = JWKSourceBuilder.create(keys)
			.retrying(true)
			.outageTolerant(OUTAGE_MILLIS)
			.build();
		Set<JWSAlgorithm> algorithms = algorithms(name, issuer.algorithms());
		return new VerifyingDecoder(new RemoteSignatures(new JWSVerificationKeySelector<>(algorithms, source), keys),
				new DelegatingOAuth2TokenValidator<>(type(), LocalJwtDecoders.timestamps(this.settings, this.clock),
						this.watch.of(value), new JwtIssuerValidator(value), new JwtAudienceValidator(audience(issuer)),
						new JwtClaimValidator<Object>(JwtClaimNames.SUB, LocalJwtDecoders::isText)));
	}

	private String audience(JwtProperties.Issuer issuer) {
		String audience = issuer.audience();
		return (audience != null && StringUtils.hasText(audience)) ? audience : this.settings.audience();
	}

	// Many issuers still call an access token a JWT, or nothing.
	private JwtTypeValidator type() {
		JwtTypeValidator validator = new JwtTypeValidator("JWT", TokenTypes.ACCESS, "application/" + TokenTypes.ACCESS);
		validator.setAllowEmpty(true);
		return validator;
	}

	private Set<JWSAlgorithm> algorithms(String name, List<String> names) {
		Set<JWSAlgorithm> algorithms = new HashSet<>();
		for (String algorithm : names) {
			if (SignatureAlgorithm.from(algorithm) == null) {
				throw new InvalidPropertyException(KEY.formatted(name, "algorithms"), algorithm,
						"is not an algorithm with public keys",
						"Use RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 or ES512.");
			}
			algorithms.add(JWSAlgorithm.parse(algorithm));
		}
		return algorithms;
	}

	private URL location(String name, String value) {
		try {
			URL url = URI.create(value).toURL();
			if (url.getProtocol().equals("https") || (url.getProtocol().equals("http") && this.plainHttp)) {
				return url;
			}
		}
		catch (MalformedURLException | IllegalArgumentException ex) {
			// Falls through to the message.
		}
		throw new InvalidPropertyException(KEY.formatted(name, "jwk-set-uri"), value, "is not an https address",
				"Keys that come over plain http can be replaced on the way: use https.");
	}

	private String required(String name, String property, @Nullable String value) {
		if (value == null || !StringUtils.hasText(value)) {
			throw new InvalidPropertyException(KEY.formatted(name, property), null,
					"leaves the issuer without its " + property, "Set it.");
		}
		return value;
	}

}
