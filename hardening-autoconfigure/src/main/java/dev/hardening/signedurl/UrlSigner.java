package dev.hardening.signedurl;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 under a key that is derived from a secret for each purpose. Every field is
 * preceded by its length, so that no two links have one message.
 */
class UrlSigner {

	private static final String ALGORITHM = "HmacSHA256";

	private static final String LABEL = "hardening signed url 1";

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final List<byte[]> secrets;

	// The first secret signs; all verify.
	UrlSigner(List<Secret> secrets) {
		this.secrets = secrets.stream().map(Secret::revealBytes).toList();
	}

	String sign(String purpose, byte[] message) {
		return sign(this.secrets.get(0), purpose, message);
	}

	boolean verify(String purpose, byte[] message, String signature) {
		byte[] presented = signature.getBytes(StandardCharsets.UTF_8);
		boolean valid = false;
		for (byte[] secret : this.secrets) {
			// Compared as text, so that there is one way only to write a signature.
			byte[] expected = sign(secret, purpose, message).getBytes(StandardCharsets.UTF_8);
			valid |= MessageDigest.isEqual(expected, presented);
		}
		return valid;
	}

	private String sign(byte[] secret, String purpose, byte[] message) {
		byte[] key = hmac(secret, fields(LABEL, purpose));
		return BASE64.encodeToString(hmac(key, message));
	}

	private byte[] hmac(byte[] key, byte[] message) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	static byte[] message(String method, String path, LinkQuery query, @Nullable String address,
			@Nullable String user) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		// Who has a link may also ask about what it leads to (RFC 9110, 9.3.2).
		append(message, "HEAD".equals(method) ? "GET" : method);
		append(message, path);
		append(message, Long.toString(query.expires()));
		append(message, (query.notBefore() != null) ? Long.toString(query.notBefore()) : "");
		append(message, query.once());
		append(message, query.bind());
		append(message, (query.isBoundToAddress() && address != null) ? address : "");
		append(message, (query.isBoundToUser() && user != null) ? user : "");
		query.parameters().forEach((name, value) -> {
			append(message, name);
			append(message, value);
		});
		return message.toByteArray();
	}

	private static byte[] fields(String... fields) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (String field : fields) {
			append(bytes, field);
		}
		return bytes.toByteArray();
	}

	private static void append(ByteArrayOutputStream message, String field) {
		byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
		message.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
		message.writeBytes(bytes);
	}

}
