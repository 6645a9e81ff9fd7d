package dev.hardening.jwt;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * JSON Web Tokens. They are on as soon as a secret, a key or an external issuer is set.
 *
 * @param enabled Whether tokens are issued and accepted. Unset means as soon as a secret,
 * a key or an external issuer is set.
 * @param secret secret that signs and verifies tokens by HS256, of at least 32 random
 * bytes
 * @param secretFile file that holds the secret
 * @param previousSecrets secrets that still verify tokens and no longer sign any
 * @param privateKey private key that signs tokens: RSA for RS256 or P-256 for ES256, PEM
 * in the form PKCS 8, or the location of such a file
 * @param publicKey public key that verifies tokens, PEM or the location of such a file.
 * Unset means the one that belongs to the private key.
 * @param previousPublicKeys public keys that still verify tokens
 * @param issuer name of this application in the tokens it issues. Unset means
 * spring.application.name.
 * @param audience audience of the tokens that this application issues and accepts. Unset
 * means the issuer.
 * @param accessTokenTtl time for which an access token is good
 * @param refreshTokenTtl time for which a refresh token is good when it is not used
 * @param clockSkew tolerance for the clocks of other machines
 * @param maxSessions sign-ins that are remembered. The oldest must sign in again when
 * there are more.
 * @param onStoreFailure what becomes of an access token while the shared state cannot say
 * whether it is revoked
 * @param issuers external issuers whose tokens are accepted, by a name of your choice
 */
@ConfigurationProperties("hardening.jwt")
public record JwtProperties(@Nullable Boolean enabled, @Nullable Secret secret, @Nullable String secretFile,
		@DefaultValue List<Secret> previousSecrets, @Nullable Secret privateKey, @Nullable String publicKey,
		@DefaultValue List<String> previousPublicKeys, @Nullable String issuer, @Nullable String audience,
		@DefaultValue("60m") Duration accessTokenTtl, @DefaultValue("14d") Duration refreshTokenTtl,
		@DefaultValue("30s") Duration clockSkew, @DefaultValue("100000") int maxSessions,
		@DefaultValue("deny") OnStoreFailure onStoreFailure, @DefaultValue Map<String, Issuer> issuers) {

	/**
	 * One external issuer.
	 *
	 * @param issuer value of the iss claim
	 * @param jwkSetUri address of its public keys
	 * @param audience value that the aud claim of its tokens must contain. Unset means
	 * the audience of this application.
	 * @param algorithms signature algorithms that are accepted from it
	 */
	public record Issuer(@Nullable String issuer, @Nullable String jwkSetUri, @Nullable String audience,
			@DefaultValue("RS256") List<String> algorithms) {

	}

}
