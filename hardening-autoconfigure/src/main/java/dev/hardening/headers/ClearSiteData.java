package dev.hardening.headers;

import org.springframework.http.HttpHeaders;

/**
 * Makes a browser forget what it keeps of the site, as the answer to a logout should.
 * Spring Security's own logout sends the header by itself; a controller that logs out
 * writes {@code ResponseEntity.noContent().headers(ClearSiteData::write)}.
 */
public final class ClearSiteData {

	/**
	 * The name of the header.
	 */
	public static final String HEADER = "Clear-Site-Data";

	/**
	 * The value that clears all that a logout should.
	 */
	public static final String VALUE = "\"cache\", \"cookies\", \"storage\"";

	private ClearSiteData() {
	}

	/**
	 * Add the header.
	 * @param headers the headers of the answer
	 */
	public static void write(HttpHeaders headers) {
		headers.set(HEADER, VALUE);
	}

}
