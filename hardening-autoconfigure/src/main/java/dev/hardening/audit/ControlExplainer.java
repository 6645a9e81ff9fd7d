package dev.hardening.audit;

import java.util.List;

/**
 * Tells what a feature would do to a request. Each feature has a bean of this type for
 * its own controls, as it has checks; an application may add its own.
 */
@FunctionalInterface
public interface ControlExplainer {

	/**
	 * Explain.
	 * @param request the request
	 * @return the controls that it meets, none if the feature lets it pass unseen
	 */
	List<ExplainedControl> explain(ExplainedRequest request);

}
