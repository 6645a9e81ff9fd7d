package dev.hardening.jwt.servlet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signatures by the right RSA key over a block that only resembles the one of RFC 8017,
 * 9.2: verifiers that parse it, and do not compare it with the one that should be there,
 * have accepted most of them (CVE-2006-4339, CVE-2014-1568). Parameters that are left out
 * are not among them: a verifier must accept that (RFC 8017, B.1).
 */
final class HostilePaddings {

	private static final String SHA256 = "3031300d060960864801650304020105000420";

	private final Map<String, String> tokens = new LinkedHashMap<>();

	private final RSAPrivateKey key;

	private final String input;

	private final String hash;

	private HostilePaddings(KeyPair keys, String header, String claims) {
		this.key = (RSAPrivateKey) keys.getPrivate();
		this.input = TokenForge.encode(header) + "." + TokenForge.encode(claims);
		this.hash = HexFormat.of().formatHex(digest("SHA-256", this.input));
	}

	static Map<String, String> of(KeyPair keys, String header, String claims) {
		HostilePaddings paddings = new HostilePaddings(keys, header, claims);
		paddings.digestInfos();
		paddings.blocks();
		return paddings.tokens;
	}

	/**
	 * Return a token by the same way and without a flaw, which shows that the way is one.
	 * @param keys the keys
	 * @param header the header
	 * @param claims the claims
	 * @return the token
	 */
	static String good(KeyPair keys, String header, String claims) {
		HostilePaddings paddings = new HostilePaddings(keys, header, claims);
		return paddings.token(paddings.block("0001", "ff", SHA256 + paddings.hash));
	}

	private void digestInfos() {
		info("length in long form", "308131300d060960864801650304020105000420" + this.hash);
		info("length with a leading zero", "30820031300d060960864801650304020105000420" + this.hash);
		info("length of its algorithm in long form", "303230810d060960864801650304020105000420" + this.hash);
		info("length of the hash in long form", "3032300d06096086480165030402010500048120" + this.hash);
		info("length indefinite", "3080300d060960864801650304020105000420" + this.hash + "0000");
		info("length too long", "3032300d060960864801650304020105000420" + this.hash);
		info("length too short", "3030300d060960864801650304020105000420" + this.hash);
		info("parameters that are no null", "3032300e06096086480165030402010c01780420" + this.hash);
		info("garbage for parameters", "3039301506096086480165030402010508" + "0123456789abcdef" + "0420" + this.hash);
		info("object identifier of SHA-1", "3029300906052b0e03021a05000420" + this.hash);
		info("object identifier of SHA-512", "3031300d060960864801650304020305000420" + this.hash);
		info("hash not of octets", "3031300d060960864801650304020105000320" + this.hash);
		info("hash cut off", "3030300d06096086480165030402010500041f" + this.hash.substring(2));
		info("hash of nothing", SHA256 + HexFormat.of().formatHex(digest("SHA-256", "")));
		info("hash alone", this.hash);
		info("garbage behind", SHA256 + this.hash + "00");
		info("null behind", "3033300d060960864801650304020105000420" + this.hash + "0500");
	}

	private void blocks() {
		String info = SHA256 + this.hash;
		this.tokens.put("padding for encryption", token(block("0002", "ff", info)));
		this.tokens.put("padding of zeros", token(block("0000", "00", info)));
		this.tokens.put("padding of another byte", token(block("0001", "fe", info)));
		this.tokens.put("padding with a one before", token(block("0101", "ff", info)));
		int rest = length() - 2 - 8 - 1 - info.length() / 2;
		this.tokens.put("padding of eight bytes and garbage behind",
				token("0001" + "ff".repeat(8) + "00" + info + "ab".repeat(rest)));
		this.tokens.put("padding of none and garbage behind", token("000100" + info + "ab".repeat(rest + 8)));
		this.tokens.put("padding with the hash in its midst",
				token(block("0001", "ff", "00" + info).replaceFirst("ffffffff00", "ffff00ff00")));
		String good = token(block("0001", "ff", info));
		BigInteger signature = new BigInteger(1, signature(good));
		this.tokens.put("signature not reduced", write(signature.add(this.key.getModulus()), length() + 1));
		this.tokens.put("signature negated", write(this.key.getModulus().subtract(signature), length()));
		this.tokens.put("signature one", write(BigInteger.ONE, length()));
		this.tokens.put("signature the modulus", write(this.key.getModulus(), length()));
		this.tokens.put("signature the modulus less one",
				write(this.key.getModulus().subtract(BigInteger.ONE), length()));
	}

	private void info(String name, String info) {
		this.tokens.put("digest info: " + name, token(block("0001", "ff", info)));
	}

	private String block(String start, String padding, String info) {
		int rest = length() - start.length() / 2 - 1 - info.length() / 2;
		return start + padding.repeat(rest) + "00" + info;
	}

	private int length() {
		return this.key.getModulus().bitLength() / 8;
	}

	private String token(String block) {
		BigInteger number = new BigInteger(block, 16);
		return write(number.modPow(this.key.getPrivateExponent(), this.key.getModulus()), length());
	}

	private String write(BigInteger signature, int length) {
		byte[] bytes = signature.toByteArray();
		byte[] padded = new byte[length];
		int from = Math.max(0, bytes.length - length);
		System.arraycopy(bytes, from, padded, length - (bytes.length - from), bytes.length - from);
		return this.input + "." + TokenForge.encode(padded);
	}

	private static byte[] signature(String token) {
		return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
	}

	private static byte[] digest(String algorithm, String text) {
		try {
			return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
