package dev.hardening.signedurl;

import java.time.Duration;
import java.util.List;

import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures signed URLs.
 *
 * @param enabled whether to sign and verify URLs once there is a secret
 * @param secret secret from which the signing keys are derived
 * @param previousSecrets secrets that still verify and no longer sign
 * @param ttl how long a link is good for when its maker does not say
 * @param baseUrl what links begin with, scheme and host for example; empty for links
 * without a host
 * @param paths path patterns that only signed links reach
 */
@ConfigurationProperties("hardening.signed-urls")
public record SignedUrlProperties(@DefaultValue("true") boolean enabled, @Nullable Secret secret,
		@DefaultValue List<Secret> previousSecrets, @DefaultValue("1h") Duration ttl, @DefaultValue("") String baseUrl,
		@DefaultValue List<String> paths) {

}
