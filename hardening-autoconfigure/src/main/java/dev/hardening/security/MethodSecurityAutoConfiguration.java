package dev.hardening.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * Switches {@code @PreAuthorize} and its kin on, which are silently without effect
 * otherwise. An application that does so itself decides how.
 */
@AutoConfiguration
@ConditionalOnClass(EnableMethodSecurity.class)
@ConditionalOnMissingBean(
		type = "org.springframework.security.config.annotation.method.configuration.PrePostMethodSecurityConfiguration")
@EnableMethodSecurity
public final class MethodSecurityAutoConfiguration {

}
