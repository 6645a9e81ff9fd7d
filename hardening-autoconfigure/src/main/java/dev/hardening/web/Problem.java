package dev.hardening.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * An answer that refuses a request, in the form of RFC 9457. Immutable; the writer of the
 * web stack adds {@code instance} and {@code request_id}.
 */
public final class Problem {

	private static final String BLANK = "about:blank";

	private final int status;

	private final String error;

	private final String title;

	private final String typeUri;

	private final @Nullable String detail;

	private final Map<String, Object> members;

	private final Map<String, String> headers;

	private Problem(int status, String error, String title, String typeUri, @Nullable String detail,
			Map<String, Object> members, Map<String, String> headers) {
		this.status = status;
		this.error = error;
		this.title = title;
		this.typeUri = typeUri;
		this.detail = detail;
		this.members = members;
		this.headers = headers;
	}

	/**
	 * Start a problem.
	 * @param type what went wrong
	 * @param detail one sentence for the caller that names nothing of the inside, or
	 * {@code null}
	 * @return the problem
	 */
	public static Problem of(ProblemType type, @Nullable String detail) {
		return new Problem(type.status(), type.error(), type.title(), BLANK, detail, Map.of(), Map.of());
	}

	/**
	 * Start the problem that describes an HTTP error status best: one of
	 * {@link ProblemType} where there is one of that status, or else one that is named
	 * after the status.
	 * @param status the status; what is not an error is taken for 500
	 * @return the problem
	 */
	public static Problem ofStatus(int status) {
		ProblemType type = ProblemType.ofStatus(status);
		if (type != null) {
			return of(type, null);
		}
		HttpStatus known = HttpStatus.resolve(status);
		if (known == null || !known.isError()) {
			return of(ProblemType.INTERNAL_ERROR, null);
		}
		return new Problem(status, known.name().toLowerCase(Locale.ROOT), known.getReasonPhrase(), BLANK, null,
				Map.of(), Map.of());
	}

	/**
	 * Return a copy with another error code, for a case that callers tell apart from the
	 * type's own, such as {@code host_not_allowed} among the malformed requests.
	 * @param error the stable code
	 * @return the copy
	 */
	public Problem withError(String error) {
		return new Problem(this.status, error, this.title, this.typeUri, this.detail, this.members, this.headers);
	}

	/**
	 * Return a copy with a sentence of what is particular to this occurrence.
	 * @param detail one sentence for the caller that names nothing of the inside, or
	 * {@code null}
	 * @return the copy
	 */
	public Problem withDetail(@Nullable String detail) {
		return new Problem(this.status, this.error, this.title, this.typeUri, detail, this.members, this.headers);
	}

	/**
	 * Return a copy with a registered problem type in place of {@code about:blank}.
	 * @param typeUri the URI of the type
	 * @return the copy
	 */
	public Problem withTypeUri(String typeUri) {
		return new Problem(this.status, this.error, this.title, typeUri, this.detail, this.members, this.headers);
	}

	/**
	 * Return a copy with an additional member in its body.
	 * @param name the name of the member
	 * @param value a string, number, boolean, or a collection or map of those
	 * @return the copy
	 */
	public Problem with(String name, Object value) {
		return new Problem(this.status, this.error, this.title, this.typeUri, this.detail,
				plus(this.members, name, value), this.headers);
	}

	/**
	 * Return a copy with an additional response header.
	 * @param name the name of the header
	 * @param value its value
	 * @return the copy
	 */
	public Problem withHeader(String name, String value) {
		return new Problem(this.status, this.error, this.title, this.typeUri, this.detail, this.members,
				plus(this.headers, name, value));
	}

	private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
		Map<String, V> result = new LinkedHashMap<>(map);
		result.put(name, value);
		return Collections.unmodifiableMap(result);
	}

	/**
	 * Return the HTTP status.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the code by which a program tells problems apart.
	 * @return the stable code, for example {@code rate_limit_exceeded}
	 */
	public String error() {
		return this.error;
	}

	/**
	 * Return the URI of the problem type.
	 * @return the URI, {@code about:blank} when the status says it all
	 */
	public String typeUri() {
		return this.typeUri;
	}

	/**
	 * Return the short summary, the same for every occurrence of the type.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Return what is particular to this occurrence.
	 * @return the sentence for the caller, or {@code null}
	 */
	public @Nullable String detail() {
		return this.detail;
	}

	/**
	 * Return the members beyond those of RFC 9457.
	 * @return the members in the order in which they are written
	 */
	public Map<String, Object> members() {
		return this.members;
	}

	/**
	 * Return the headers that belong to the answer.
	 * @return names and values
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	@Override
	public String toString() {
		return this.status + " " + this.error;
	}

}
