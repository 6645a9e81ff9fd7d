package dev.hardening.jwt;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Looks at a token before any library does, and refuses what no honest issuer sends: too
 * long, not three parts, base64url in another than its one canonical form, a member
 * twice, a header that names its own key or demands an extension (RFC 8725, 3.3 to 3.10).
 * Nothing it returns is verified; it only serves to choose who verifies.
 */
final class TokenGate {

	static final int LONGEST_TOKEN = 8192;

	private static final int LONGEST_HEADER = 1024;

	private static final int DEEPEST = 8;

	/** What a header may hold; crit, jwk, jku, x5u, x5c, b64 and zip are left out. */
	private static final Set<String> HEADERS = Set.of("alg", "typ", "kid", "cty", "x5t", "x5t#S256");

	/** Claims that libraries would turn into text whatever they are. */
	private static final Set<String> TEXTS = Set.of("iss", "sub", "jti");

	private static final Set<String> TIMES = Set.of("exp", "nbf", "iat");

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(DEEPEST)
			.maxDocumentLength(LONGEST_TOKEN)
			.maxNumberLength(20)
			.build())
		.build();

	private TokenGate() {
	}

	/**
	 * Refuse what is not a well-formed token.
	 * @param token the token as it was sent
	 * @return what it says of itself, unverified
	 * @throws BadJwtException if it is refused
	 */
	static Claimed check(String token) throws BadJwtException {
		if (token.length() > LONGEST_TOKEN) {
			throw new BadJwtException("The token is too long");
		}
		int first = token.indexOf('.');
		int second = token.indexOf('.', first + 1);
		if (first <= 0 || second <= first + 1 || second == token.length() - 1 || token.indexOf('.', second + 1) >= 0) {
			throw new BadJwtException("The token has not three parts");
		}
		if (first > LONGEST_HEADER) {
			throw new BadJwtException("The header is too long");
		}
		byte[] header = CanonicalBase64Url.decode(token, 0, first);
		byte[] claims = CanonicalBase64Url.decode(token, first + 1, second);
		CanonicalBase64Url.check(token, second + 1, token.length());
		try {
			return new Claimed(algorithm(header), issuer(claims));
		}
		catch (JacksonException ex) {
			// Its message quotes the token.
			throw new BadJwtException("The token holds no proper JSON");
		}
	}

	private static String algorithm(byte[] header) {
		String algorithm = null;
		try (JsonParser parser = open(header)) {
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				if (!HEADERS.contains(name) || parser.nextToken() != JsonToken.VALUE_STRING) {
					throw new BadJwtException("The header holds what it may not");
				}
				algorithm = name.equals("alg") ? parser.getString() : algorithm;
			}
			end(parser);
		}
		if (algorithm == null) {
			throw new BadJwtException("The header names no algorithm");
		}
		return algorithm;
	}

	private static @Nullable String issuer(byte[] claims) {
		String issuer = null;
		try (JsonParser parser = open(claims)) {
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				JsonToken value = parser.nextToken();
				boolean proper = !TEXTS.contains(name) || value == JsonToken.VALUE_STRING;
				if (!proper || (TIMES.contains(name) && !value.isNumeric())) {
					throw new BadJwtException("The token holds a claim of the wrong type");
				}
				issuer = name.equals("iss") ? parser.getString() : issuer;
				skip(parser, value);
			}
			end(parser);
		}
		return issuer;
	}

	// JsonParser#skipChildren would not see a member twice at every depth.
	private static void skip(JsonParser parser, JsonToken value) {
		int depth = value.isStructStart() ? 1 : 0;
		while (depth > 0) {
			JsonToken token = parser.nextToken();
			if (token == null) {
				throw new BadJwtException("The token holds no proper JSON");
			}
			depth += token.isStructStart() ? 1 : (token.isStructEnd() ? -1 : 0);
		}
	}

	// The first byte is looked at here, since parsers skip a byte order mark.
	private static JsonParser open(byte[] json) {
		if (json[0] != '{') {
			throw new BadJwtException("The token holds no JSON object");
		}
		JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
		parser.nextToken();
		return parser;
	}

	private static void end(JsonParser parser) {
		if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
			throw new BadJwtException("The token holds more than a JSON object");
		}
	}

	/**
	 * What a token says of itself.
	 *
	 * @param algorithm its algorithm
	 * @param issuer its issuer, or {@code null} when it names none
	 */
	record Claimed(String algorithm, @Nullable String issuer) {

	}

}
