package dev.hardening.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for {@code localhost} that signs itself, made by the JDK's own tool.
 *
 * @param certificate the certificate as PEM
 * @param key its private key as PEM, readable by its owner only
 */
public record Certificate(Path certificate, Path key) {

	private static final String PASSWORD = "certificate";

	/**
	 * Make a certificate.
	 * @param folder where its files go
	 * @param name the beginning of their names
	 * @return the certificate
	 */
	public static Certificate make(Path folder, String name) {
		try {
			Path store = folder.resolve(name + ".p12");
			keytool("-genkeypair", "-alias", name, "-keyalg", "RSA", "-keysize", "2048", "-validity", "2", "-dname",
					"CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
					store.toString(), "-storepass", PASSWORD);
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream input = Files.newInputStream(store)) {
				keys.load(input, PASSWORD.toCharArray());
			}
			Path certificate = folder.resolve(name + ".crt");
			Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
			Path key = Files.createFile(folder.resolve(name + ".key"),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(key, pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
			return new Certificate(certificate, key);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("No certificate could be made", ex);
		}
	}

	private static void keytool(String... arguments) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString())
			.inheritIO();
		builder.command().addAll(List.of(arguments));
		try {
			if (builder.start().waitFor() != 0) {
				throw new IllegalStateException("keytool failed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String type, byte[] encoded) {
		return "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(type,
				Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded));
	}

}
