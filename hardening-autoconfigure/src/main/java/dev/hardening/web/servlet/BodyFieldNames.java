package dev.hardening.web.servlet;

/**
 * Knows how the fields of a body are called by those who send it.
 */
@FunctionalInterface
interface BodyFieldNames {

	/** The names in the code. */
	BodyFieldNames AS_DECLARED = (type, path) -> path;

	/**
	 * Name a field as its sender does.
	 * @param type the type of the body
	 * @param path the path of the field in that type, for example
	 * {@code items[0].expiresIn}
	 * @return the path in the body, for example {@code items[0].expires_in}
	 */
	String named(Class<?> type, String path);

}
