package dev.hardening.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Certificates made by the JDK's keytool.
 */
final class Certificates {

	private static final String PASSWORD = "changeit";

	private Certificates() {
	}

	static String valid(Path directory, Duration time) throws IOException {
		Path store = directory.resolve(time.toDays() + ".p12");
		run(List.of(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias", "web", "-keyalg", "EC",
				"-dname", "CN=localhost", "-ext", "SAN=DNS:localhost,IP:127.0.0.1", "-validity",
				Long.toString(time.toDays()), "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass",
				PASSWORD));
		try {
			KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
			Path certificate = directory.resolve(time.toDays() + ".crt");
			pem(certificate, "CERTIFICATE", keys.getCertificate("web").getEncoded());
			pem(directory.resolve("web.key"), "PRIVATE KEY", keys.getKey("web", PASSWORD.toCharArray()).getEncoded());
			return "file:" + certificate;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The key of the certificate that was made last.
	 */
	static String key(Path directory) {
		return "file:" + directory.resolve("web.key");
	}

	private static void pem(Path file, String type, byte[] content) throws IOException {
		String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
		Files.writeString(file, "-----BEGIN %s-----%n%s%n-----END %1$s-----%n".formatted(type, base64));
	}

	private static void run(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
