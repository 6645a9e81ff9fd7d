package dev.hardening.jwt.servlet;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Tokens that must not be accepted, whatever the server signs by, each with a signature
 * as good as the attack allows: where nothing else is said the key is the right one, so
 * that nothing but the named flaw can be why it is refused. What is particular to the
 * algorithm is in {@link HostileSignatures}.
 */
final class HostileTokens {

	private static final String HS256 = "HS256";

	private static final long LATER = 4102444800L;

	private final Map<String, String> tokens = new LinkedHashMap<>();

	private final String algorithm;

	private final BinaryOperator<String> signer;

	private final String header;

	private final String good;

	/**
	 * Create the tokens.
	 * @param algorithm what the server signs by
	 * @param signer makes a token of an encoded header and encoded claims
	 */
	HostileTokens(String algorithm, BinaryOperator<String> signer) {
		this.algorithm = algorithm;
		this.signer = signer;
		this.header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(algorithm);
		this.good = sign(this.header, claims(""));
	}

	static HostileTokens ofSecret(String secret) {
		return new HostileTokens(HS256, (header, claims) -> TokenForge.hmacOfParts("HmacSHA256", header, claims,
				secret.getBytes(StandardCharsets.UTF_8)));
	}

	private String sign(String header, String claims) {
		return this.signer.apply(TokenForge.encode(header), TokenForge.encode(claims));
	}

	static String claims(String more) {
		return "{\"iss\":\"studio\",\"aud\":\"studio\",\"sub\":\"ada\",\"jti\":\"1\",\"exp\":%d%s}".formatted(LATER,
				more);
	}

	String good() {
		return this.good;
	}

	Map<String, String> all() {
		shapes();
		encodings();
		algorithms();
		headers();
		json();
		times();
		claims();
		signatures();
		return this.tokens;
	}

	private void shapes() {
		String[] parts = this.good.split("\\.");
		this.tokens.put("two dots", "..");
		this.tokens.put("one dot", ".");
		this.tokens.put("a word", "token");
		this.tokens.put("header alone", parts[0]);
		this.tokens.put("no signature", parts[0] + "." + parts[1]);
		this.tokens.put("empty signature", parts[0] + "." + parts[1] + ".");
		this.tokens.put("empty header", "." + parts[1] + "." + parts[2]);
		this.tokens.put("empty claims", parts[0] + ".." + parts[2]);
		this.tokens.put("four parts", this.good + ".AAAA");
		this.tokens.put("trailing dot", this.good + ".");
		this.tokens.put("leading dot", "." + this.good);
		this.tokens.put("five parts as of an encrypted token", this.good + ".AAAA.AAAA");
		this.tokens.put("twice, by comma", this.good + "," + this.good);
		this.tokens.put("twice, by space", this.good + " " + this.good);
		this.tokens.put("two spaces before", " " + this.good);
		this.tokens.put("quoted", "\"" + this.good + "\"");
		this.tokens.put("nested, of itself", sign(this.header.replace("{", "{\"cty\":\"JWT\","), this.good));
		this.tokens.put("as a JSON object", json(parts, "\"signature\":\"" + parts[2] + "\""));
		this.tokens.put("as a JSON object with signatures", json(parts,
				"\"signatures\":[{\"protected\":\"%s\",\"signature\":\"%s\"}]".formatted(parts[0], parts[2])));
		this.tokens.put("detached, with the claims left out", parts[0] + "." + "." + parts[2]);
		this.tokens.put("percent-encoded", this.good.replace(".", "%2E"));
		this.tokens.put("longer than any token", sign(this.header, claims(",\"x\":\"" + "x".repeat(9000) + "\"")));
		this.tokens.put("many dots", ".".repeat(5000));
	}

	private void encodings() {
		String[] parts = this.good.split("\\.");
		this.tokens.put("padding", this.good + "=");
		this.tokens.put("padding in the header", parts[0] + "=." + parts[1] + "." + parts[2]);
		this.tokens.put("percent-encoded dot", this.good.replace(".", "%2E"));
		this.tokens.put("plus sign", this.good.substring(0, this.good.length() - 1) + "+");
		this.tokens.put("slash", this.good.substring(0, this.good.length() - 1) + "/");
		this.tokens.put("letter outside of ASCII", this.good.substring(0, this.good.length() - 1) + "\u00e9");
		this.tokens.put("tab inside", parts[0] + ".\t" + parts[1] + "." + parts[2]);
		String header = odd(this.header);
		String nonCanonical = TokenForge.nonCanonical(TokenForge.encode(header) + ".a.b", 0).split("\\.")[0];
		this.tokens.put("header not canonical", this.signer.apply(nonCanonical, TokenForge.encode(claims(""))));
		String claims = odd(claims(""));
		String odd = TokenForge.nonCanonical("a." + TokenForge.encode(claims) + ".b", 1).split("\\.")[1];
		this.tokens.put("claims not canonical", this.signer.apply(TokenForge.encode(this.header), odd));
		this.tokens.put("signature one character short", this.good.substring(0, this.good.length() - 1));
		this.tokens.put("signature two characters short", this.good.substring(0, this.good.length() - 2));
		this.tokens.put("signature one character long", this.good + "A");
	}

	private String json(String[] parts, String more) {
		return "{\"payload\":\"%s\",\"protected\":\"%s\",%s}".formatted(parts[1], parts[0], more);
	}

	// A length that leaves unused bits in the encoding.
	private String odd(String json) {
		String text = json;
		while (text.length() % 3 == 0) {
			text = text + " ";
		}
		return text;
	}

	private void algorithms() {
		for (String name : new String[] { "none", "None", "NONE", "nOnE", "", " ", "hs256", "Hs256", "HS256", "HS256 ",
				"HS1", "rs256", "es256", "HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA", "Ed25519", "dir",
				"A256KW", "RSA-OAEP", "HS256\\u0000" }) {
			if (!name.equals(this.algorithm)) {
				String written = "{\"alg\":\"" + name + "\",\"typ\":\"at+jwt\"}";
				this.tokens.put("alg '" + name + "'", sign(written, claims("")));
			}
		}
		header("no alg", "{\"typ\":\"at+jwt\"}");
		header("alg null", "{\"alg\":null,\"typ\":\"at+jwt\"}");
		header("alg number", "{\"alg\":256,\"typ\":\"at+jwt\"}");
		header("alg array", "{\"alg\":[\"HS256\"],\"typ\":\"at+jwt\"}");
		header("alg object", "{\"alg\":{},\"typ\":\"at+jwt\"}");
		this.tokens.put("alg none without signature",
				TokenForge.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + TokenForge.encode(claims("")) + ".");
	}

	private void headers() {
		header("typ missing", "{\"alg\":\"HS256\"}");
		header("typ JWT", "{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
		header("typ of a refresh token", "{\"alg\":\"HS256\",\"typ\":\"rt+jwt\"}");
		header("typ empty", "{\"alg\":\"HS256\",\"typ\":\"\"}");
		header("typ null", "{\"alg\":\"HS256\",\"typ\":null}");
		header("typ number", "{\"alg\":\"HS256\",\"typ\":1}");
		with("crit empty", "\"crit\":[]");
		with("crit of a claim", "\"crit\":[\"exp\"]");
		with("crit unknown", "\"crit\":[\"x\"],\"x\":1");
		with("crit no array", "\"crit\":\"exp\"");
		with("crit null", "\"crit\":null");
		with("b64 false", "\"crit\":[\"b64\"],\"b64\":false");
		with("b64 true", "\"b64\":true");
		with("zip", "\"zip\":\"DEF\"");
		with("jku", "\"jku\":\"https://attacker.example/jwks.json\"");
		with("x5u", "\"x5u\":\"https://attacker.example/cert.pem\"");
		with("x5c", "\"x5c\":[\"MIIB\"]");
		with("kid unknown", "\"kid\":\"other\"");
		with("kid of a file", "\"kid\":\"../../../../dev/null\"");
		with("kid of a statement", "\"kid\":\"' OR 1=1 --\"");
		with("kid of an address", "\"kid\":\"https://attacker.example/key\"");
		with("kid of a query", "\"kid\":\"${jndi:ldap://127.0.0.1/a}\"");
		with("kid with a line break", "\"kid\":\"a\\r\\nSet-Cookie: a=b\"");
		with("kid of nothing", "\"kid\":\"\"");
		with("kid nearly too long", "\"kid\":\"" + "k".repeat(700) + "\"");
		with("kid number", "\"kid\":1");
		with("enc", "\"enc\":\"A256GCM\"");
		with("unknown member", "\"admin\":true");
		with("header too long", "\"kid\":\"" + "k".repeat(1500) + "\"");
		with("jwk beside the right key", "\"jwk\":{\"kty\":\"oct\",\"k\":\"MDEyMzQ1Njc4OWFiY2RlZg\"}");
	}

	private void json() {
		header("header no JSON", "alg=HS256");
		header("header an array", "[{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}]");
		header("header a string", "\"HS256\"");
		header("header null", "null");
		header("header empty object", "{}");
		header("header cut off", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"");
		header("header twice", this.header + this.header);
		header("header with a comment", "{\"alg\":\"HS256\",/* */\"typ\":\"at+jwt\"}");
		header("header with a trailing comma", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",}");
		header("header in single quotes", "{'alg':'HS256','typ':'at+jwt'}");
		header("header with alg twice", "{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"at+jwt\"}");
		header("header with alg twice, escaped", "{\"alg\":\"none\",\"\\u0061lg\":\"HS256\",\"typ\":\"at+jwt\"}");
		header("header with typ twice", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"typ\":\"at+jwt\"}");
		header("header with a byte order mark", "\ufeff" + this.header);
		claim("claims no JSON", "sub=ada");
		claim("claims an array", "[" + claims("") + "]");
		claim("claims a string", "\"ada\"");
		claim("claims empty object", "{}");
		claim("claims cut off", claims("").substring(0, 60));
		claim("claims twice", claims("") + claims(""));
		claim("claims with garbage behind", claims("") + "x");
		claim("sub twice", claims(",\"sub\":\"admin\""));
		claim("sub twice, escaped", claims(",\"s\\u0075b\":\"admin\""));
		claim("member twice inside", claims(",\"x\":{\"y\":1,\"y\":2}"));
		claim("member twice inside an array", claims(",\"x\":[{\"y\":1,\"y\":2}]"));
		claim("nested too deep", claims(",\"x\":" + "[".repeat(500) + "]".repeat(500)));
		claim("not a number", claims(",\"x\":NaN"));
		claim("a number without end", claims(",\"x\":" + "9".repeat(1000)));
		byte[] broken = claims(",\"x\":\"?\"").getBytes(StandardCharsets.UTF_8);
		broken[broken.length - 3] = (byte) 0xc3;
		this.tokens.put("claims not UTF-8",
				this.signer.apply(TokenForge.encode(this.header), TokenForge.encode(broken)));
		this.tokens.put("claims in UTF-16", this.signer.apply(TokenForge.encode(this.header),
				TokenForge.encode(claims("").getBytes(StandardCharsets.UTF_16))));
	}

	private void times() {
		String base = "{\"iss\":\"studio\",\"aud\":\"studio\",\"sub\":\"ada\",\"jti\":\"1\"";
		claim("exp missing", base + "}");
		for (String value : new String[] { "null", "\"4102444800\"", "0", "1", "-1", "1700000000", "true", "[]", "{}",
				"[4102444800]", "\"2100-01-01T00:00:00Z\"", "1e400", "-4102444800", "9223372036854775807",
				"99999999999999999999999", "0.5", "-0.5", "1e3", "-1e18", "1e-400", "\"1e10\"", "0x7fffffff",
				"+4102444800", "4102444800,\"exp\":4102444800", "\"\"", "{\"$gt\":0}" }) {
			claim("exp " + value, base + ",\"exp\":" + value + "}");
		}
		claim("nbf in the future", claims(",\"nbf\":4102444700"));
		claim("nbf a string", claims(",\"nbf\":\"1\""));
		claim("iat a string", claims(",\"iat\":\"1\""));
		claim("iat after exp", claims(",\"iat\":4102444801"));
	}

	private void claims() {
		replace("iss missing", "\"iss\":\"studio\",", "");
		for (String value : new String[] { "\"other\"", "\"\"", "null", "1", "[\"studio\"]", "\"Studio\"",
				"\"studio \"" }) {
			replace("iss " + value, "\"iss\":\"studio\"", "\"iss\":" + value);
		}
		replace("aud missing", "\"aud\":\"studio\",", "");
		for (String value : new String[] { "\"other\"", "\"\"", "null", "1", "[]", "[\"other\"]", "{}", "[1]",
				"[[\"studio\"]]", "\"studio other\"" }) {
			replace("aud " + value, "\"aud\":\"studio\"", "\"aud\":" + value);
		}
		replace("sub missing", "\"sub\":\"ada\",", "");
		for (String value : new String[] { "\"\"", "\" \"", "null", "1", "[]", "{}" }) {
			replace("sub " + value, "\"sub\":\"ada\"", "\"sub\":" + value);
		}
		replace("jti missing", "\"jti\":\"1\",", "");
		replace("jti number", "\"jti\":\"1\"", "\"jti\":1");
		replace("jti empty", "\"jti\":\"1\"", "\"jti\":\"\"");
	}

	private void signatures() {
		String[] parts = this.good.split("\\.");
		String input = parts[0] + "." + parts[1] + ".";
		this.tokens.put("signature of one byte", input + "AA");
		char first = (parts[2].charAt(0) != 'A') ? 'A' : 'B';
		this.tokens.put("signature with one bit changed", input + first + parts[2].substring(1));
		String other = sign(this.header, claims(",\"roles\":[\"ROLE_ADMIN\"]"));
		this.tokens.put("signature of another token", input + other.split("\\.")[2]);
		this.tokens.put("claims of another token", parts[0] + "." + other.split("\\.")[1] + "." + parts[2]);
		this.tokens.put("signature of the claims alone", input + this.signer.apply("", parts[1]).split("\\.")[2]);
	}

	// Headers are written for HS256 and stand for the algorithm of the server.
	private void header(String name, String header) {
		this.tokens.put(name, sign(header.replace(HS256, this.algorithm), claims("")));
	}

	private void with(String name, String member) {
		header(name, "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"," + member + "}");
	}

	private void claim(String name, String claims) {
		this.tokens.put(name, sign(this.header, claims));
	}

	private void replace(String name, String from, String to) {
		String claims = claims("").replace(from, to);
		if (claims.equals(claims(""))) {
			throw new IllegalStateException(name);
		}
		claim(name, claims);
	}

}
