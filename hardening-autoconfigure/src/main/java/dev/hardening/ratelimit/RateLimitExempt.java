package dev.hardening.ratelimit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exempts a handler, or all handlers of a class, from every rate limit policy; blocked
 * addresses stay blocked. On a method it overrides a {@link RateLimit} on its class, and
 * a {@link RateLimit} on a method overrides this on its class. May be used as a
 * meta-annotation.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface RateLimitExempt {

}
