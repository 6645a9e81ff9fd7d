package dev.hardening.sample.catalog;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;

/**
 * What can be wrong with a request for catalogs or items.
 */
final class CatalogProblems {

	private CatalogProblems() {
	}

	static ProblemException notFound() {
		return new ProblemException(Problem.of(ProblemType.NOT_FOUND, null));
	}

	static ProblemException exists() {
		return new ProblemException(
				Problem.of(ProblemType.CONFLICT, "Another of that name exists and is not the same."));
	}

	static ProblemException stale() {
		return new ProblemException(
				Problem.of(ProblemType.CONFLICT, "It was changed since that version; read it again."));
	}

}
