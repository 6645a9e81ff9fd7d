package dev.hardening.security;

import java.util.List;

import dev.hardening.web.ControlMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Refusal of requests that a page of another site makes in the name of a user. It is on
 * where a session, a cookie or anything else that a browser attaches by itself
 * authenticates, and off elsewhere.
 *
 * @param enabled whether to refuse what a page of another site asks for in the name of a
 * user
 * @param mode whether to refuse it, or only to count and log it
 * @param exempt path patterns that answer to pages of other sites. Origins that CORS lets
 * in with credentials need no exemption.
 */
// @formatter:off
@ConfigurationProperties("hardening.security.fetch-metadata")
public record FetchMetadataProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("enforce") ControlMode mode,
		@DefaultValue({ "/login/saml2/**", "/logout/saml2/**" }) List<String> exempt) {
// @formatter:on

}
