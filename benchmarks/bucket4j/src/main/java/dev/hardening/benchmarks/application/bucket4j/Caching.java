package dev.hardening.benchmarks.application.bucket4j;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

/**
 * The buckets live in a JCache, which that starter does not switch on itself.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching
class Caching {

}
