package dev.hardening.benchmarks.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * The measurements of one group.
 */
final class Results {

	private final Collection<RunResult> results;

	Results(Collection<RunResult> results) {
		this.results = results;
	}

	// The scores of all iterations of a method, with the given parameter if it has one.
	List<Double> of(String method, String... parameter) {
		List<Double> scores = new ArrayList<>();
		for (RunResult result : this.results) {
			boolean matches = result.getParams().getBenchmark().endsWith("." + method);
			if (parameter.length == 2) {
				matches &= parameter[1].equals(result.getParams().getParam(parameter[0]));
			}
			if (matches) {
				for (BenchmarkResult fork : result.getBenchmarkResults()) {
					for (IterationResult iteration : fork.getIterationResults()) {
						scores.add(iteration.getPrimaryResult().getScore());
					}
				}
			}
		}
		return scores;
	}

}
