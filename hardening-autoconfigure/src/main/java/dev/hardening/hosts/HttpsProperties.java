package dev.hardening.hosts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens to a request that comes over plain HTTP.
 *
 * @param redirect Which requests over plain HTTP are redirected: off for none, browser
 * for navigations while the others are refused, all for every request
 * @param port Port of HTTPS as clients see it
 */
@ConfigurationProperties("hardening.https")
public record HttpsProperties(@DefaultValue("off") HttpsRedirect redirect, @DefaultValue("443") int port) {

}
