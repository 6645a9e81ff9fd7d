package dev.hardening.web.servlet;

import jakarta.servlet.Filter;

/**
 * A filter for every security chain of the application, the user's own included. A bean
 * of this type rather than of type {@link Filter}, which Boot would also register with
 * the container, outside the chain.
 *
 * @param stage where in the chain the filter runs
 * @param filter the filter
 */
public record ChainFilter(ChainStage stage, Filter filter) {

}
