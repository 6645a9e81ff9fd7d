package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Looks at a token before any library does, and refuses what no honest issuer sends: too
 * long, not three parts, base64url in another than its one canonical form, a member
 * twice, a header that names its own key or demands an extension (RFC 8725, 3.3 to 3.10).
 * What it read is what is used afterwards: no second reader can see another token.
 * Nothing it returns is verified.
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
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(DEEPEST)
			.maxDocumentLength(LONGEST_TOKEN)
			.maxNumberLength(20)
			.build())
		.build();

	private final KnownHeaders known;

	TokenGate(KnownHeaders known) {
		this.known = known;
	}

	/**
	 * Refuse what is not a well-formed token.
	 * @param token the token as it was sent
	 * @return what it says of itself, unverified
	 * @throws BadJwtException if it is refused
	 */
	GatedToken check(String token) throws BadJwtException {
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
		// What is no character of this becomes a question mark, which is refused too.
		byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
		CanonicalBase64Url.check(bytes, second + 1, bytes.length);
		try {
			TokenHeader header = header(token.substring(0, first), bytes);
			return new GatedToken(token, header, claims(CanonicalBase64Url.decode(bytes, first + 1, second)));
		}
		catch (JacksonException ex) {
			// Its message quotes the token.
			throw new BadJwtException("The token holds no proper JSON");
		}
	}

	private TokenHeader header(String encoded, byte[] token) {
		TokenHeader header = this.known.find(encoded);
		if (header != null) {
			return header;
		}
		Map<String, Object> members = new LinkedHashMap<>();
		try (JsonParser parser = open(CanonicalBase64Url.decode(token, 0, encoded.length()))) {
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				if (!HEADERS.contains(name) || next(parser) != JsonToken.VALUE_STRING) {
					throw new BadJwtException("The header holds what it may not");
				}
				put(members, name, parser.getString());
			}
			end(parser);
		}
		if (!members.containsKey("alg")) {
			throw new BadJwtException("The header names no algorithm");
		}
		return TokenHeader.of(encoded, members);
	}

	private static Map<String, @Nullable Object> claims(byte[] json) {
		Map<String, @Nullable Object> claims = new LinkedHashMap<>();
		try (JsonParser parser = open(json)) {
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				JsonToken token = next(parser);
				boolean proper = !TEXTS.contains(name) || token == JsonToken.VALUE_STRING;
				if (!proper || (TIMES.contains(name) && !token.isNumeric())) {
					throw new BadJwtException("The token holds a claim of the wrong type");
				}
				put(claims, name, value(parser, token));
			}
			end(parser);
		}
		return claims;
	}

	// Numbers as Nimbus reads them. The depth is bounded by the constraints.
	private static @Nullable Object value(JsonParser parser, JsonToken token) {
		return switch (token) {
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT -> integer(parser);
			case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			case START_ARRAY -> array(parser);
			case START_OBJECT -> object(parser);
			default -> throw new BadJwtException("The token holds no proper JSON");
		};
	}

	private static Object integer(JsonParser parser) {
		return (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) ? (Object) parser.getDoubleValue()
				: (Object) parser.getLongValue();
	}

	private static List<@Nullable Object> array(JsonParser parser) {
		List<@Nullable Object> values = new ArrayList<>();
		for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
			values.add(value(parser, token));
		}
		return values;
	}

	private static Map<String, @Nullable Object> object(JsonParser parser) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			put(members, name, value(parser, next(parser)));
		}
		if (parser.currentToken() != JsonToken.END_OBJECT) {
			throw new BadJwtException("The token holds no proper JSON");
		}
		return members;
	}

	private static <V extends @Nullable Object> void put(Map<String, V> members, String name, V value) {
		if (members.containsKey(name)) {
			throw new BadJwtException("The token holds a member twice");
		}
		members.put(name, value);
	}

	private static JsonToken next(JsonParser parser) {
		JsonToken token = parser.nextToken();
		if (token == null) {
			throw new BadJwtException("The token holds no proper JSON");
		}
		return token;
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

}
