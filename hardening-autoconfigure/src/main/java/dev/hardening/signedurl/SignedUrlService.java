package dev.hardening.signedurl;

import java.time.Duration;

/**
 * Signs links and verifies them. A bean of this type replaces the starter's own.
 */
public interface SignedUrlService {

	/**
	 * Sign a link for GET that is good for the configured time.
	 * @param path the path inside the application, decoded, for example
	 * {@code /files/a b}
	 * @return the link
	 * @throws IllegalArgumentException if the path cannot be requested as it is: with dot
	 * segments, empty segments, a percent sign, semicolon, backslash or control character
	 */
	default SignedUrl sign(String path) {
		return sign(UrlToSign.get(path));
	}

	/**
	 * Sign a link for GET.
	 * @param path the path inside the application, decoded
	 * @param ttl how long it is good for
	 * @return the link
	 */
	default SignedUrl sign(String path, Duration ttl) {
		return sign(UrlToSign.get(path).withTtl(ttl));
	}

	/**
	 * Sign a link.
	 * @param url what it shall be good for
	 * @return the link
	 */
	SignedUrl sign(UrlToSign url);

	/**
	 * Verify a link that was signed without a purpose. One for a single use is used up by
	 * this, unless the method is HEAD.
	 * @param url the link as presented
	 * @return {@code true} if it is valid; why it is not is nobody's business
	 */
	default boolean verify(PresentedUrl url) {
		return verify(url, "");
	}

	/**
	 * Verify a link.
	 * @param url the link as presented
	 * @param purpose the purpose for which it must have been signed
	 * @return {@code true} if it is valid
	 */
	boolean verify(PresentedUrl url, String purpose);

}
