package dev.hardening.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;

import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifying a token: the starter's decoder with all its checks, Spring Security's, and
 * what Nimbus itself needs.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class JwtBenchmark {

	/** The algorithm of the signature. */
	@Param({ "HS256", "RS256" })
	public String algorithm;

	private ConfigurableApplicationContext context;

	private JwtDecoder ours;

	private JwtDecoder springs;

	private DefaultJWTProcessor<SecurityContext> nimbus;

	private String token;

	@Setup
	public void start() throws NoSuchAlgorithmException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		KeyPair pair = generator.generateKeyPair();
		boolean symmetric = this.algorithm.equals("HS256");
		this.context = Started.with("--hardening.jwt.issuer=benchmark", "--hardening.jwt.audience=benchmark",
				symmetric ? "--hardening.jwt.secret=" + Started.SECRET : "--hardening.jwt.private-key=" + pem(pair));
		this.ours = this.context.getBean(JwtDecoder.class);
		this.token = this.context.getBean(JwtTokenService.class).issue(JwtSubject.of("ada", "USER")).accessToken();
		Key key = symmetric ? new SecretKeySpec(Started.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256")
				: pair.getPublic();
		this.nimbus = processor(key);
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor(key));
		// Its own default takes no access token of RFC 9068.
		decoder.setJwtValidator(new JwtTimestampValidator());
		this.springs = decoder;
	}

	// The key at hand, without a choice among several.
	private static DefaultJWTProcessor<SecurityContext> processor(Key key) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
		processor.setJWSKeySelector((header, context) -> List.of(key));
		return processor;
	}

	private static String pem(KeyPair pair) {
		return "-----BEGIN PRIVATE KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(pair.getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----";
	}

	@TearDown
	public void stop() {
		this.context.close();
	}

	@Benchmark
	public Jwt ours() {
		return this.ours.decode(this.token);
	}

	@Benchmark
	public Jwt springs() {
		return this.springs.decode(this.token);
	}

	@Benchmark
	public JWTClaimsSet nimbus() throws BadJOSEException, JOSEException, ParseException {
		return this.nimbus.process(this.token, null);
	}

}
