package dev.hardening.headers;

/**
 * A content security policy ready to be written: the text around each nonce.
 */
final class CspHeader {

	static final String ENFORCED = "Content-Security-Policy";

	static final String REPORTED = "Content-Security-Policy-Report-Only";

	private final String name;

	private final String withoutNonce;

	private final String[] aroundNonce;

	CspHeader(String name, CspPolicy policy, boolean nonce) {
		this.name = name;
		this.withoutNonce = policy.toString();
		String text = nonce ? policy.withNonce().toString() : this.withoutNonce;
		this.aroundNonce = text.split("\0", -1);
	}

	String name() {
		return this.name;
	}

	boolean hasNonce() {
		return this.aroundNonce.length > 1;
	}

	String value() {
		return this.withoutNonce;
	}

	String value(String nonce) {
		return String.join(nonce, this.aroundNonce);
	}

}
