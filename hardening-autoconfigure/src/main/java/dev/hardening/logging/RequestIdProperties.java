package dev.hardening.logging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The id that every request has.
 *
 * @param header name of the header that brings a caller's id, answers with the id, and
 * hands it on to other services
 * @param trust whether to take over the id that a caller sends when it is well-formed
 */
@ConfigurationProperties("hardening.request-id")
public record RequestIdProperties(@DefaultValue("X-Request-ID") String header, @DefaultValue("true") boolean trust) {

}
