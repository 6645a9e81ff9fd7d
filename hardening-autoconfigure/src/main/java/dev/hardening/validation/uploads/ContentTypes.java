package dev.hardening.validation.uploads;

import java.io.IOException;
import java.io.InputStream;

import dev.hardening.environment.InvalidPropertyException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;
import org.jspecify.annotations.Nullable;

import org.springframework.web.multipart.MultipartFile;

/**
 * Media types by content. Tika gets the first bytes and neither the name nor the declared
 * type, which are what is to be checked.
 */
final class ContentTypes {

	private static final int HEAD_BYTES = 64 * 1024;

	private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

	MimeType detect(MultipartFile file) throws IOException {
		try (InputStream content = file.getInputStream();
				TikaInputStream head = TikaInputStream.get(content.readNBytes(HEAD_BYTES))) {
			return this.types.forName(this.types.detect(head, new Metadata(), new ParseContext()).toString());
		}
		catch (MimeTypeException ex) {
			throw new IllegalStateException(ex);
		}
	}

	boolean isSame(String declared, MimeType type) {
		MediaType parsed = MediaType.parse(declared);
		@Nullable MediaType base = (parsed != null) ? parsed.getBaseType() : null;
		return base != null && this.types.getMediaTypeRegistry().normalize(base).equals(type.getType());
	}

	void requireKnown(String type) {
		MediaType parsed = MediaType.parse(type);
		if (parsed == null || !this.types.getMediaTypeRegistry().getTypes().contains(parsed)) {
			throw new InvalidPropertyException("hardening.uploads.allowed-types", type,
					"is not a media type that can be told by content",
					"Write the registered name, for example image/jpeg rather than image/jpg.");
		}
		if (ArchiveSignatures.UNBOUNDED.contains(type)) {
			throw new InvalidPropertyException("hardening.uploads.allowed-types", type,
					"is an archive whose unpacked size cannot be bounded", "Accept application/zip instead.");
		}
	}

}
