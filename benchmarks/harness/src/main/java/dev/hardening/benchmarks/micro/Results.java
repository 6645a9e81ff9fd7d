package dev.hardening.benchmarks.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

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
		return of(method, (run) -> parameter.length < 2 || parameter[1].equals(run.getParams().getParam(parameter[0])));
	}

	// The scores of all iterations of a method with so many threads.
	List<Double> of(String method, int threads) {
		return of(method, (run) -> run.getParams().getThreads() == threads);
	}

	// With how many threads a method was measured.
	SortedSet<Integer> threads(String method) {
		SortedSet<Integer> threads = new TreeSet<>();
		for (RunResult result : this.results) {
			if (isOf(result, method)) {
				threads.add(result.getParams().getThreads());
			}
		}
		return threads;
	}

	private static boolean isOf(RunResult result, String method) {
		return result.getParams().getBenchmark().endsWith("." + method);
	}

	private List<Double> of(String method, Predicate<RunResult> condition) {
		List<Double> scores = new ArrayList<>();
		for (RunResult result : this.results) {
			if (isOf(result, method) && condition.test(result)) {
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
