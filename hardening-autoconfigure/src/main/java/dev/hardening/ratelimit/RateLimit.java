package dev.hardening.ratelimit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Limits how often a handler is called: {@code @RateLimit("10/1m")}. On a class all its
 * handlers share one limit, except those that have one of their own. It applies next to
 * the policies whose path patterns match. A policy of the same name in the configuration
 * overrides what is written here, value by value. May be used as a meta-annotation.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface RateLimit {

	/**
	 * Permits and period, such as {@code 10/1m}; all of them apply.
	 * @return the limits
	 */
	@AliasFor("limits")
	String[] value() default {};

	/**
	 * Permits and period, such as {@code 10/1m}; all of them apply.
	 * @return the limits
	 */
	@AliasFor("value")
	String[] limits() default {};

	/**
	 * The name of the policy, shown to clients and in metrics.
	 * @return the name, made of class and method when empty
	 */
	String name() default "";

	/**
	 * Who is counted, as in the configuration: ip, principal, api-key, client, global,
	 * header:name or bean:name.
	 * @return the key
	 */
	String key() default "ip";

	/**
	 * How many permits one call takes.
	 * @return the cost
	 */
	long cost() default 1;

}
